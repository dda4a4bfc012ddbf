/** The console's own redirect URI: tells the window where the attempt began, and shows the address for another browser. */
import { Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../parts/copy-field.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { announce, readReceived } from './try-it-channel.ts';

export function TryItReturn() {
  const { t } = useTranslation('learn');
  const [address] = useState(() => location.href);
  useEffect(() => {
    announce(readReceived(address));
    // The code does not stay in the history.
    history.replaceState(history.state, '', location.pathname);
  }, [address]);
  return (
    <>
      <PageHeader trail={[]} title={t('try.back.title')} lead={t('try.back.lead')} />
      <Text mb="xs">{t('try.back.elsewhere')}</Text>
      <CopyField value={address} label={t('try.received.answer')} />
    </>
  );
}
