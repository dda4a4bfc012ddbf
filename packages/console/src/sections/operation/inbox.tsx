/** Operation → Inbox (screen 20): apps that wait for somebody to look at them. */
import { Inbox as InboxIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../parts/page-header.tsx';
import { State } from '../../parts/states.tsx';
import { AppList } from './app-list.tsx';

export function Inbox() {
  const { t } = useTranslation('operation');
  return (
    <>
      <PageHeader trail={[t('place.operation')]} title={t('screen.inbox')} lead={t('inbox.lead')} />
      <AppList
        filter={{ status: 'in_review' }}
        empty={
          <State icon={InboxIcon} title={t('inbox.empty')}>
            {t('inbox.empty.text')}
          </State>
        }
      />
    </>
  );
}
