/** One connection or key of a member: whose it is, what it may do, how it is used. */
import { Badge, Button, Checkbox, Group, Text } from '@mantine/core';
import { KeyRound, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { AppTile } from '../../parts/app-tile.tsx';
import { Standing } from '../../parts/standing.tsx';
import { When } from '../../parts/when.tsx';
import { useScopeTitle } from '../settings/scope-list.tsx';
import styles from './administration.module.css';
import type { Item } from './queries.ts';
import type { Selection } from './revoke-access.tsx';

interface RowProps {
  item: Item;
  picked: boolean;
  onPick: (on: boolean) => void;
  onRevoke: (selection: Selection) => void;
}

export function ConnectionRow({ item, picked, onPick, onRevoke }: RowProps) {
  const { t } = useTranslation('administration');
  const { integration, member } = item;
  const { name, app, lastUsedAt, calls30Days, connectedAt } = integration;
  const names = { name, member: member.name };
  return (
    <li className={`card ${styles['row']}`} data-picked={picked || undefined}>
      <Checkbox
        checked={picked}
        onChange={event => onPick(event.currentTarget.checked)}
        aria-label={t('pick.one', names)}
      />
      <div className={styles['identity']}>
        {integration.kind === 'key' ? (
          <span className={styles['keyTile']} aria-hidden>
            <KeyRound size={18} />
          </span>
        ) : (
          <AppTile name={name} logo={app?.logo ?? null} />
        )}
        <div className={styles['words']}>
          <h3 className={styles['name']}>{name}</h3>
          <Group gap="0.125rem 0.5rem" fz="sm" c="dimmed">
            {app === null
              ? t('key', { lastFour: integration.key?.lastFour ?? '' })
              : t('by', { publisher: app.publisher })}
            {app !== null && <Standing of={app.standing} />}
            <State of={integration.state} />
          </Group>
        </div>
      </div>
      <div className={styles['words']}>
        <Text fw={550}>{member.name}</Text>
        <Text size="sm" c="dimmed">
          {member.email}
        </Text>
      </div>
      <dl className={`tabular ${styles['use']}`}>
        <div>
          <dt>{t('fact.connected')}</dt>
          <dd>
            <When at={connectedAt} />
          </dd>
        </div>
        <div>
          <dt>{t('fact.lastUsed')}</dt>
          <dd>
            <When at={lastUsedAt} />
          </dd>
        </div>
        <div>
          <dt>{t('fact.calls')}</dt>
          <dd>{t('calls', { count: calls30Days })}</dd>
        </div>
      </dl>
      <Button
        variant="default"
        c="var(--ends)"
        className={styles['revoke']}
        aria-label={t('revoke.named', names)}
        onClick={() =>
          onRevoke({ kind: 'one', name: `${name} · ${member.name}`, body: { ids: [integration.id] } })
        }
      >
        {t('revoke')}
      </Button>
      <Scopes scopes={integration.scopes} />
    </li>
  );
}

/** In words, as far as they fit; all of them on hover. */
function Scopes({ scopes }: { scopes: Item['integration']['scopes'] }) {
  const titleOf = useScopeTitle();
  const words = scopes.map(titleOf).join(' · ');
  if (words === '') return null;
  return (
    <div className={styles['scopes']} title={words}>
      {words}
    </div>
  );
}

function State({ of }: { of: Item['integration']['state'] }) {
  const { t } = useTranslation('administration');
  if (of === 'active') return null;
  return (
    <Badge
      variant="default"
      leftSection={<TriangleAlert size={13} aria-hidden />}
      h="auto"
      mih="1.25rem"
      classNames={{ label: styles['wraps'] ?? '' }}
    >
      {t(`state.${of}`)}
    </Badge>
  );
}
