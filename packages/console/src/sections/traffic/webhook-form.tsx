/** Making a webhook, or changing its address and events; the signing secret is shown once. */
import { Button, Checkbox, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { WEBHOOK_TYPES, type WebhookType } from '@valetkey/protocol';
import { createWebhook, updateWebhook } from '@valetkey/protocol/console-api';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError, call } from '../../app/call.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { CopyField } from '../../parts/copy-field.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Said } from '../../parts/said.tsx';
import type { WebhookEndpoint } from './webhook.ts';

/** Of every address that works. */
const BEGINNING = 'https://';

interface WebhookFormProps {
  appId: string;
  /** Null: a new one. */
  of: WebhookEndpoint | null;
  opened: boolean;
  onClose: () => void;
}

export function WebhookForm({ appId, of, opened, onClose }: WebhookFormProps) {
  const { t } = useTranslation('traffic');
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: async (body: { url: string; types: WebhookType[] }): Promise<string | null> => {
      if (of === null) return (await call(createWebhook, { ids: { appId }, body })).secret;
      await call(updateWebhook, { ids: { appId, webhookId: of.id }, body });
      return null;
    },
    onSuccess: async secret => {
      await queries.invalidateQueries({ queryKey: ['webhooks', appId] });
      if (secret === null) close();
    },
    onError: error => {
      if (error instanceof CallError && error.status === 401) onClose();
    },
  });
  const close = (): void => {
    onClose();
    save.reset();
  };
  const secret = save.isSuccess ? save.data : null;
  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={t(secret === null ? (of === null ? 'webhooks.add' : 'webhooks.edit') : 'webhooks.secret.title')}
    >
      {secret === null ? (
        <Form of={of} pending={save.isPending} error={save.error} onSave={save.mutate} />
      ) : (
        <SecretShown secret={secret} onClose={close} />
      )}
    </Dialog>
  );
}

export function SecretShown({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation('traffic');
  return (
    <Stack>
      <Text>{t('webhooks.secret.text')}</Text>
      <CopyField value={secret} label={t('webhooks.secret.title')} />
      <Button onClick={onClose}>{t('webhooks.secret.done')}</Button>
    </Stack>
  );
}

interface FormProps {
  of: WebhookEndpoint | null;
  pending: boolean;
  error: Error | null;
  onSave: (body: { url: string; types: WebhookType[] }) => void;
}

function Form({ of, pending, error, onSave }: FormProps) {
  const { t } = useTranslation('traffic');
  const [url, setUrl] = useState(of?.url ?? '');
  const [types, setTypes] = useState<string[]>([...(of?.types ?? WEBHOOK_TYPES)]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSave({ url: url.trim(), types: WEBHOOK_TYPES.filter(type => types.includes(type)) });
  };
  const isRefused = error instanceof CallError && error.status === 400;
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('webhooks.url')}
          description={t('webhooks.urlHint')}
          type="url"
          placeholder={BEGINNING}
          value={url}
          onChange={event => setUrl(event.currentTarget.value)}
          error={isRefused ? <Said text={error.message} /> : undefined}
          maxLength={2048}
          required
          data-autofocus
        />
        <Checkbox.Group label={t('webhooks.types')} value={types} onChange={setTypes}>
          <Stack gap="xs" mt="xs">
            {WEBHOOK_TYPES.map(type => (
              <Checkbox key={type} value={type} label={type} description={t(`type.${type}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        {!isRefused && <CallProblem error={error} />}
        <Button type="submit" loading={pending} disabled={types.length === 0}>
          {t(of === null ? 'webhooks.add' : 'webhooks.save')}
        </Button>
      </Stack>
    </form>
  );
}
