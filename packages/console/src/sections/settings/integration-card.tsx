/** One line of Active Integrations: who it is, what it may do, how it is used, and the button that ends it. */
import { Badge, Button, Collapse, Group, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { ChevronRight, KeyRound, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { AppTile } from '../../parts/app-tile.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Standing } from '../../parts/standing.tsx';
import { When } from '../../parts/when.tsx';
import type { Integration } from './integration.ts';
import { ScopeList, useScopeTitle } from './scope-list.tsx';
import styles from './settings.module.css';

export function IntegrationCard({ item, onRevoke }: { item: Integration; onRevoke: () => void }) {
  const { t } = useTranslation('settings');
  return (
    <li className={`card ${styles['item']}`}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md" className={styles['head']}>
        <Identity item={item} />
        <Button
          variant="default"
          c="var(--ends)"
          className={styles['revoke']}
          onClick={onRevoke}
          aria-label={t('revoke.named', { name: item.name })}
        >
          {t('revoke')}
        </Button>
      </Group>
      <IntegrationFacts item={item} />
      <Scopes scopes={item.scopes} />
    </li>
  );
}

/** Name with its publisher, or the key with its last characters. */
function Identity({ item }: { item: Integration }) {
  const { app, key, name } = item;
  return (
    <Group wrap="nowrap" gap="md" miw={0} align="flex-start">
      {key === null ? (
        <AppTile name={name} logo={app?.logo ?? null} />
      ) : (
        <span className={styles['keyTile']} aria-hidden>
          <KeyRound size={20} />
        </span>
      )}
      <div className={styles['words']}>
        <h3 className={styles['name']}>
          {key === null ? (
            <Link to="/settings/integrations/$connectionId" params={{ connectionId: item.id }}>
              {name}
            </Link>
          ) : (
            name
          )}
        </h3>
        <By item={item} />
      </div>
    </Group>
  );
}

/** Who made it and how far they are known; of a key, its last characters. */
export function By({ item: { app, key, state } }: { item: Integration }) {
  const { t } = useTranslation('settings');
  return (
    <Group gap="0.25rem 0.625rem" fz="sm" c="dimmed">
      {app === null
        ? t(key?.personal ? 'key.personal' : 'key.labelled', { lastFour: key?.lastFour })
        : t('by', { publisher: app.publisher })}
      {app !== null && <Standing of={app.standing} />}
      <State of={state} />
    </Group>
  );
}

function State({ of }: { of: Integration['state'] }) {
  const { t } = useTranslation('settings');
  if (of === 'active') return null;
  return (
    <Badge variant="default" leftSection={<TriangleAlert size={13} aria-hidden />}>
      {t(`state.${of}`)}
    </Badge>
  );
}

export function IntegrationFacts({ item }: { item: Integration }) {
  const { t } = useTranslation('settings');
  const ends =
    item.endsAt !== null ? <When at={item.endsAt} /> : t(item.hasToken ? 'ends.never' : 'ends.noToken');
  return (
    <Facts
      of={[
        [t('fact.account'), item.account.name],
        [t(item.kind === 'connection' ? 'fact.connected' : 'fact.created'), <When at={item.connectedAt} />],
        [t('fact.lastUsed'), <When at={item.lastUsedAt} />],
        [t('fact.calls'), t('calls', { count: item.calls30Days })],
        [t('fact.ends'), ends],
      ]}
    />
  );
}

/** The first one in words; all of them on demand. */
function Scopes({ scopes }: { scopes: Integration['scopes'] }) {
  const { t } = useTranslation('settings');
  const titleOf = useScopeTitle();
  const [open, { toggle }] = useDisclosure();
  const list = useId();
  const [first, ...more] = scopes;
  if (first === undefined) return null;
  return (
    <div>
      <UnstyledButton
        onClick={toggle}
        aria-expanded={open}
        aria-controls={list}
        className={styles['summary']}
      >
        <ChevronRight size={16} aria-hidden data-open={open || undefined} />
        <span>
          {more.length === 0
            ? titleOf(first)
            : t('scopes.more', { first: titleOf(first), count: more.length })}
        </span>
      </UnstyledButton>
      <Collapse expanded={open} id={list} transitionDuration={120}>
        <ScopeList scopes={scopes} />
      </Collapse>
    </div>
  );
}
