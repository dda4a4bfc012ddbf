/** What an app can do beside the usual: stay connected, act for itself. Only what this provider has is asked. */
import { Checkbox, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Change, Draft, Rules } from './draft.ts';

interface BehaviourFieldsProps {
  draft: Draft;
  rules: Rules;
  onChange: Change;
}

export function BehaviourFields({ draft, rules, onChange }: BehaviourFieldsProps) {
  const { t } = useTranslation('developers');
  const forItself = rules.clientCredentials && draft.kind === 'confidential';
  if (rules.refresh === 'none' && !forItself) return null;
  return (
    <Stack gap="sm">
      {rules.refresh !== 'none' && (
        <Checkbox
          checked={draft.refresh}
          onChange={event => onChange({ refresh: event.currentTarget.checked })}
          label={t('field.refresh')}
          description={t('hint.refresh')}
        />
      )}
      {forItself && (
        <Checkbox
          checked={draft.clientCredentials}
          onChange={event => onChange({ clientCredentials: event.currentTarget.checked })}
          label={t('field.clientCredentials')}
          description={t('hint.clientCredentials')}
        />
      )}
    </Stack>
  );
}
