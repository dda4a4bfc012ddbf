/** The frame of every screen: provider, navigation by role, menu of the person, skip link, small print. */
import { AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../parts/states.tsx';
import { Navigation } from './navigation.tsx';
import { PersonMenu } from './person-menu.tsx';
import { ProviderMark } from './provider-mark.tsx';
import { SmallPrint } from './small-print.tsx';
import styles from './shell.module.css';

export function Shell() {
  const { t } = useTranslation();
  const [open, { toggle, close }] = useDisclosure();
  const main = useFocusOnNavigation(close);
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 264, breakpoint: 'md', collapsed: { mobile: !open } }}
      padding={0}
      transitionDuration={120}
    >
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <AppShell.Header className={styles['header']}>
        <Group gap="xs" wrap="nowrap" miw={0}>
          <Burger
            opened={open}
            onClick={toggle}
            hiddenFrom="md"
            size="sm"
            aria-label={t(open ? 'navigation.close' : 'navigation.open')}
            aria-expanded={open}
          />
          <ProviderMark />
        </Group>
        <PersonMenu />
      </AppShell.Header>
      <AppShell.Navbar className={styles['navigation']} aria-label={t('navigation.label')}>
        <Navigation />
        <SmallPrint />
      </AppShell.Navbar>
      <AppShell.Main id="main" ref={main} tabIndex={-1}>
        <div className={styles['screen']}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </div>
      </AppShell.Main>
    </AppShell>
  );
}

/** A new screen takes the focus, as a new page would; the first one leaves it where the browser put it. */
function useFocusOnNavigation(onNavigate: () => void) {
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: state => state.location.pathname });
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    onNavigate();
    main.current?.focus({ preventScroll: true });
  }, [path, onNavigate]);
  return main;
}
