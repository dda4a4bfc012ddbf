/** What people read about an app (R14): name, purpose, publisher, and where more is said. */
import { Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Change, Draft } from './draft.ts';

const HTTPS = 'https://';

export function ShownFields({ draft, onChange }: { draft: Draft; onChange: Change }) {
  const { t } = useTranslation('developers');
  const field = (name: 'name' | 'description' | 'publisher', max: number) => (
    <TextInput
      label={t(`field.${name}`)}
      description={t(`hint.${name}`)}
      value={draft[name]}
      onChange={event => onChange({ [name]: event.currentTarget.value })}
      maxLength={max}
      required
    />
  );
  const link = (name: 'homepageUrl' | 'privacyUrl' | 'termsUrl') => (
    <TextInput
      type="url"
      label={t(`field.${name}`)}
      value={draft[name]}
      onChange={event => onChange({ [name]: event.currentTarget.value })}
      placeholder={HTTPS}
      pattern="https://.*"
      title={t('hint.https')}
      maxLength={2048}
    />
  );
  return (
    <Stack>
      {field('name', 64)}
      {field('description', 200)}
      {field('publisher', 64)}
      {link('homepageUrl')}
      {link('privacyUrl')}
      {link('termsUrl')}
    </Stack>
  );
}
