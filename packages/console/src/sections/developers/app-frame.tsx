/** Around every screen of one app: its name and state, and the tabs. */
import { Group } from '@mantine/core';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { provider } from '../../app/page.ts';
import { AppTile } from '../../parts/app-tile.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ListLoading } from '../../parts/states.tsx';
import { useApp, type DevelopedApp } from './app.ts';
import { AppStatus } from './app-status.tsx';
import { APP_TABS } from './app-tabs.ts';
import styles from './developers.module.css';
import { useTrail } from './use-trail.tsx';

export function AppFrame() {
  const app = useApp();
  return (
    <>
      <PageHeader
        trail={useTrail()}
        title={app.name}
        mark={<AppTile name={app.name} logo={app.logo} />}
        lead={
          <Group gap="0.25rem 0.625rem" fz="sm">
            <AppStatus of={app} />
            <span>
              {provider.words.clientId} <code className={styles['id']}>{app.id}</code>
            </span>
          </Group>
        }
      />
      <Tabs of={app} />
      <Suspense fallback={<ListLoading />}>
        <Outlet />
      </Suspense>
    </>
  );
}

/** More than fit on a narrow screen: the one that is open is in sight. */
function Tabs({ of: app }: { of: DevelopedApp }) {
  const { t } = useTranslation('developers');
  const tabs = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    const open = tabs.current?.querySelector<HTMLElement>('[aria-current]');
    tabs.current?.scrollTo({ left: (open?.offsetLeft ?? 0) - tabs.current.offsetLeft - 48 });
  }, [path]);
  return (
    <nav ref={tabs} className={styles['tabs']} aria-label={t('tabs', { name: app.name })}>
      {APP_TABS.map(({ to, text }) => (
        <Link key={to} to={to} params={{ appId: app.id }} activeOptions={{ exact: true }}>
          {t(text)}
        </Link>
      ))}
    </nav>
  );
}
