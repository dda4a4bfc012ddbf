/** The announced end of API keys: what is announced, announcing it, withdrawing it. */
import { Button, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  announceSunset,
  withdrawSunset,
  type AnswerOf,
  type summariseKeys,
} from '@valetkey/protocol/console-api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { ReasonDialog } from './reason-dialog.tsx';

type Sunset = AnswerOf<typeof summariseKeys>['sunset'];

const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10);

export function KeySunset({ sunset }: { sunset: Sunset }) {
  const { t, i18n } = useTranslation('operation');
  const [opened, setOpened] = useState(false);
  const date =
    sunset &&
    new Date(sunset.endsAt * 1000).toLocaleDateString(i18n.language, { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <div>
      <Text fw={600}>{sunset === null ? t('sunset.none') : t('sunset.on', { date })}</Text>
      <Text c="dimmed" mb="sm">
        {sunset === null ? t('sunset.none.text') : sunset.notice}
      </Text>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t(sunset === null ? 'sunset.announce' : 'sunset.withdraw')}
      </Button>
      {opened &&
        (sunset === null ? (
          <Announce onClose={() => setOpened(false)} />
        ) : (
          <Withdraw onClose={() => setOpened(false)} />
        ))}
    </div>
  );
}

function Announce({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('operation');
  const [day, setDay] = useState(() => dayOf(Date.now() / 1000 + 90 * 86_400));
  const send = useSunset(
    (notice: string) =>
      call(announceSunset, { body: { endsAt: Date.parse(`${day}T00:00:00Z`) / 1000, notice } }),
    onClose,
  );
  return (
    <ReasonDialog
      opened
      title={t('sunset.announce')}
      consequences={[t('sunset.follows'), t('sunset.later'), t('sunset.undo')]}
      verb={t('sunset.announce')}
      ends
      text="notice"
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={send.mutate}
    >
      <TextInput
        type="date"
        label={t('sunset.day')}
        value={day}
        onChange={event => setDay(event.currentTarget.value)}
        min={dayOf(Date.now() / 1000 + 8 * 86_400)}
        required
        mb="sm"
      />
    </ReasonDialog>
  );
}

function Withdraw({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('operation');
  const send = useSunset((reason: string) => call(withdrawSunset, { body: { reason } }), onClose);
  return (
    <ReasonDialog
      opened
      title={t('sunset.withdraw')}
      consequences={[t('sunset.goOn')]}
      verb={t('sunset.withdraw')}
      ends={false}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={send.mutate}
    />
  );
}

function useSunset(send: (text: string) => Promise<unknown>, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['key-holders'] });
      onDone();
    },
  });
}
