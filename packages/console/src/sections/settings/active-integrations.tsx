/** Active Integrations (screen 6). */
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../parts/page-header.tsx';

export function ActiveIntegrations() {
  const { t } = useTranslation('settings');
  return (
    <PageHeader
      trail={[t('section'), t('integrations')]}
      title={t('integrations.title')}
      lead={t('integrations.lead')}
    />
  );
}
