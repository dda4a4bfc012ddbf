/** An API key of one's own (R7): enough for most who only need their own account; and the question whether it is (R8). */
import { Button, NativeSelect, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createApiKey } from '@valetkey/protocol/console-api';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError, call } from '../../app/call.ts';
import { provider } from '../../app/page.ts';
import { useSession } from '../../app/session.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import type { Integration } from './integration.ts';
import styles from './settings.module.css';

const KIND = provider.keys === 'one' ? 'one' : 'several';

export function OwnKey({ items }: { items: readonly Integration[] }) {
  const { t } = useTranslation('settings');
  const [opened, { open, close }] = useDisclosure();
  const { accounts } = useSession();
  if (accounts.length === 0) return null;
  return (
    <section className={styles['own']}>
      <div>
        <Title order={2} mb={4}>
          {t(`own.${KIND}.title`)}
        </Title>
        <Text>{t(`own.${KIND}.text`)}</Text>
        <Text size="sm" c="dimmed" mt="xs">
          <strong>{t('own.more')}</strong> {t('own.moreText', { place: provider.words.developerPlace })}
        </Text>
      </div>
      <Button onClick={open}>{t('own.create')}</Button>
      <CreateKey opened={opened} onClose={close} items={items} />
    </section>
  );
}

interface CreateKeyProps {
  opened: boolean;
  onClose: () => void;
  items: readonly Integration[];
}

function CreateKey({ opened, onClose, items }: CreateKeyProps) {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: (body: { accountId: string; label: string }) => call(createApiKey, { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['integrations'] }),
    onError: error => {
      if (error instanceof CallError && error.status === 401) onClose();
    },
  });
  const close = (): void => {
    onClose();
    create.reset();
  };
  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={t(create.isSuccess ? 'own.done.title' : `own.${KIND}.title`)}
    >
      {create.isSuccess ? (
        <Stack>
          <Text>{t('own.done.text')}</Text>
          <CopyField value={create.data.key} label={t('own.done.title')} />
          <Button onClick={close}>{t('own.done.close')}</Button>
        </Stack>
      ) : (
        <KeyForm items={items} pending={create.isPending} error={create.error} onCreate={create.mutate} />
      )}
    </Dialog>
  );
}

interface KeyFormProps {
  items: readonly Integration[];
  pending: boolean;
  error: Error | null;
  onCreate: (of: { accountId: string; label: string }) => void;
}

function KeyForm({ items, pending, error, onCreate }: KeyFormProps) {
  const { t } = useTranslation('settings');
  const { accounts } = useSession();
  const [accountId, setAccountId] = useState(accounts[0]!.id);
  const [label, setLabel] = useState('');
  const replaces = items.some(item => item.key?.personal && item.account.id === accountId);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onCreate({ accountId, label: KIND === 'one' ? t('own.one.label') : label.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {accounts.length > 1 && (
          <NativeSelect
            label={t('fact.account')}
            value={accountId}
            onChange={event => setAccountId(event.currentTarget.value)}
            data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        {KIND === 'several' && (
          <TextInput
            label={t('own.label')}
            description={t('own.labelHint')}
            value={label}
            onChange={event => setLabel(event.currentTarget.value)}
            maxLength={64}
            required
            data-autofocus
          />
        )}
        <Text size="sm">{t('own.opens')}</Text>
        {replaces && (
          <Text size="sm" c="var(--ends)">
            {t('own.replaces')}
          </Text>
        )}
        <CallProblem error={error} />
        <Button type="submit" loading={pending}>
          {t('own.create')}
        </Button>
      </Stack>
    </form>
  );
}
