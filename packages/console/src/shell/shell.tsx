/** The frame of every screen: provider, navigation by role, menu of the person, skip link, small print. */
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Menu, X } from 'lucide-react';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../parts/loading.tsx';
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
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="bar">
        <button
          type="button"
          className={styles['burger']}
          onClick={toggle}
          aria-label={t(open ? 'navigation.close' : 'navigation.open')}
          aria-expanded={open}
        >
          {open ? <X aria-hidden /> : <Menu aria-hidden />}
        </button>
        <ProviderMark />
        <PersonMenu />
      </header>
      <nav className="side" data-open={open} aria-label={t('navigation.label')}>
        <Navigation />
        <SmallPrint />
      </nav>
      <main id="main" className="main" ref={main} tabIndex={-1}>
        <div className="screen">
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </div>
      </main>
    </>
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
