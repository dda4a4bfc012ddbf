/** Who has an API key reads in time that keys end, and what to do. */
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { readSunset } from '@valetkey/protocol/console-api';
import { CalendarX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import styles from './settings.module.css';

export function KeySunsetNotice() {
  const { t, i18n } = useTranslation('settings');
  const { data } = useQuery({ queryKey: ['key-sunset'], queryFn: () => call(readSunset, {}) });
  if (data === undefined || data.sunset === null) return null;
  const { endsAt, notice } = data.sunset;
  const date = new Date(endsAt * 1000).toLocaleDateString(i18n.language, {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  return (
    <div className={styles['done']}>
      <CalendarX size={20} aria-hidden />
      <div>
        <Text fw={600}>{t('sunset', { date })}</Text>
        <Text>{notice}</Text>
      </div>
    </div>
  );
}
