/** One's own apps, their state and how they fare (screen 11). */
import { Button, Group } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Blocks, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { provider } from '../../app/page.ts';
import { AppTile } from '../../parts/app-tile.tsx';
import { Facts } from '../../parts/facts.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ListLoading, Problem, State } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import { appsQuery, type AppInList } from './app.ts';
import { AppStatus } from './app-status.tsx';
import { Invitations } from './invitations.tsx';
import styles from './developers.module.css';

export function Home() {
  const { t } = useTranslation('developers');
  const list = useInfiniteQuery(appsQuery);
  const items = list.data?.pages.flatMap(page => page.items) ?? [];
  return (
    <>
      <PageHeader
        trail={[provider.words.developerPlace]}
        title={t('screen.developers')}
        lead={t('home.lead', { provider: provider.name })}
        actions={items.length > 0 && <NewButton />}
      />
      <Invitations />
      {list.isPending ? (
        <ListLoading />
      ) : list.isError ? (
        <Problem error={list.error} reset={() => void list.refetch()} />
      ) : (
        <Apps items={items} />
      )}
      <MoreButton of={list} />
    </>
  );
}

function Apps({ items }: { items: readonly AppInList[] }) {
  const { t } = useTranslation('developers');
  if (items.length === 0)
    return (
      <State icon={Blocks} title={t('home.empty.title')} action={<NewButton />}>
        {t('home.empty.text', { provider: provider.name })}
      </State>
    );
  return (
    <ul className={styles['list']} aria-label={t('screen.developers')}>
      {items.map(app => (
        <AppCard key={app.id} app={app} />
      ))}
    </ul>
  );
}

function NewButton() {
  const { t } = useTranslation('developers');
  return (
    <Button component={Link} to="/developers/new" leftSection={<Plus size={16} aria-hidden />}>
      {t('new.title')}
    </Button>
  );
}

function AppCard({ app }: { app: AppInList }) {
  const { t } = useTranslation('developers');
  return (
    <li className={`card ${styles['card']}`}>
      <Group wrap="nowrap" gap="md" align="flex-start">
        <AppTile name={app.name} logo={app.logo} />
        <div className={styles['words']}>
          <h2 className={styles['name']}>
            <Link to="/developers/apps/$appId" params={{ appId: app.id }}>
              {app.name}
            </Link>
          </h2>
          <Group gap="0.25rem 0.625rem" fz="sm" c="dimmed">
            <AppStatus of={app} />
            {app.role !== 'owner' && <span>{t(`role.${app.role}`)}</span>}
          </Group>
        </div>
      </Group>
      <Facts
        of={[
          [t('fact.connections'), t('connections', { count: app.connections })],
          [t('fact.calls'), t('calls', { count: app.calls })],
          [t('fact.errors'), <Errors key="errors" app={app} />],
          [t('overview.created'), <When key="created" at={app.createdAt} />],
        ]}
      />
    </li>
  );
}

/** Health in a word: the share of calls that failed. */
function Errors({ app: { calls, errors } }: { app: AppInList }) {
  const { t, i18n } = useTranslation('developers');
  if (calls === 0) return t('errors.noCalls');
  const share = (errors / calls).toLocaleString(i18n.language, {
    style: 'percent',
    maximumFractionDigits: 1,
  });
  return t('errors.share', { count: errors, share });
}
