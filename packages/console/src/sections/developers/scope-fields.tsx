/** What an app may ask for, each with its reason (R17): the less, the more people say yes. */
import { Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { Eye, Pencil } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inLanguage } from '../../app/in-language.ts';
import type { Change, Draft, Rules } from './draft.ts';
import styles from './developers.module.css';

interface ScopeFieldsProps {
  draft: Draft;
  rules: Rules;
  onChange: Change;
}

export function ScopeFields({ draft, rules, onChange }: ScopeFieldsProps) {
  const { t, i18n } = useTranslation('developers');
  if (!rules.scopesChosen) return <Text c="dimmed">{t('scope.ignored')}</Text>;
  const toggle = (name: string, on: boolean): void =>
    onChange({
      scopes: rules.scopes
        .map(scope => scope.name)
        .filter(known => (known === name ? on : draft.scopes.includes(known))),
    });
  return (
    <Stack gap="md">
      {rules.scopes.map(({ name, title, access }) => {
        const chosen = draft.scopes.includes(name);
        const Icon = access === 'read' ? Eye : Pencil;
        return (
          <div key={name} className={styles['scope']}>
            <Checkbox
              checked={chosen}
              onChange={event => toggle(name, event.currentTarget.checked)}
              label={
                <Group gap={6} wrap="nowrap" align="flex-start">
                  <Icon size={16} aria-hidden className={styles['scopeIcon']} />
                  <span>{inLanguage(title, i18n.language)}</span>
                </Group>
              }
              description={<code>{name}</code>}
            />
            {chosen && (
              <TextInput
                mt={6}
                label={t('scope.reason')}
                value={draft.reasons[name] ?? ''}
                onChange={event =>
                  onChange({ reasons: { ...draft.reasons, [name]: event.currentTarget.value } })
                }
                maxLength={200}
                aria-description={name}
              />
            )}
          </div>
        );
      })}
    </Stack>
  );
}
