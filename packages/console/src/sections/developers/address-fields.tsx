/** Where users come back to: checked while it is typed, by the function that checks it on the server (R15, R16). */
import { ActionIcon, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { OAuthError, checkRedirectUri } from '@valetkey/protocol';
import { CircleCheck, Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Said } from '../../parts/said.tsx';
import { type Change, type Draft, type Kind, type Rules } from './draft.ts';
import styles from './developers.module.css';

const EXAMPLE = 'https://app.example/callback';

interface AddressFieldsProps {
  draft: Draft;
  rules: Rules;
  onChange: Change;
}

export function AddressFields({ draft, rules, onChange }: AddressFieldsProps) {
  const { t } = useTranslation('developers');
  const kinds: readonly Kind[] = rules.publicApps
    ? ['confidential', 'public', 'native']
    : ['confidential', 'native'];
  return (
    <Stack gap="lg">
      <Radio.Group label={t('field.type')} value={draft.kind} onChange={kind => onChange({ kind })}>
        <Stack gap="xs" mt="xs">
          {kinds.map(kind => (
            <Radio key={kind} value={kind} label={t(`type.${kind}`)} description={t(`typeHint.${kind}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <RedirectUris draft={draft} rules={rules} onChange={onChange} />
    </Stack>
  );
}

function RedirectUris({ draft, rules, onChange }: AddressFieldsProps) {
  const { t } = useTranslation('developers');
  const { redirectUris } = draft;
  const put = (at: number, uri: string): void =>
    onChange({ redirectUris: redirectUris.map((old, i) => (i === at ? uri : old)) });
  return (
    <fieldset className={styles['fieldset']}>
      <legend>{t('field.redirectUris')}</legend>
      <Text size="sm" c="dimmed" mb="xs">
        {t('hint.redirectUris')}
      </Text>
      <Stack gap="sm">
        {redirectUris.map((uri, i) => (
          <Group key={i} gap="xs" align="flex-start" wrap="nowrap">
            <RedirectUri
              uri={uri}
              label={t('redirect.nth', { nth: i + 1 })}
              problem={problemOf(uri, draft.kind, rules)}
              onChange={typed => put(i, typed)}
            />
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('redirect.remove', { nth: i + 1 })}
              onClick={() => onChange({ redirectUris: redirectUris.filter((_, at) => at !== i) })}
            >
              <Trash2 size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      {redirectUris.length < 20 && (
        <Button
          variant="default"
          mt="sm"
          leftSection={<Plus size={16} aria-hidden />}
          onClick={() => onChange({ redirectUris: [...redirectUris, ''] })}
        >
          {t('redirect.add')}
        </Button>
      )}
    </fieldset>
  );
}

interface RedirectUriProps {
  uri: string;
  label: string;
  problem: string | null;
  onChange: (uri: string) => void;
}

function RedirectUri({ uri, label, problem, onChange }: RedirectUriProps) {
  const { t } = useTranslation('developers');
  const good = uri.trim() !== '' && problem === null;
  return (
    <TextInput
      flex={1}
      aria-label={label}
      value={uri}
      onChange={event => onChange(event.currentTarget.value)}
      placeholder={EXAMPLE}
      error={problem !== null && <Said text={problem} />}
      description={good ? t('redirect.good') : undefined}
      rightSection={
        good ? <CircleCheck size={16} aria-hidden color="var(--mantine-primary-color-filled)" /> : null
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      autoComplete="off"
      spellCheck={false}
    />
  );
}

/** The same sentence as the server's answer; it names what is wrong, why, and what to do. */
export function problemOf(uri: string, kind: Kind, rules: Rules): string | null {
  if (uri.trim() === '') return null;
  try {
    checkRedirectUri(uri.trim(), { ...rules, native: kind === 'native' });
    return null;
  } catch (error) {
    if (error instanceof OAuthError) return error.description;
    throw error;
  }
}
