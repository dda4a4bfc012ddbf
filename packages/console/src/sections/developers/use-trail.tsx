/** Where a screen of the portal stands. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { provider } from '../../app/page.ts';

export function useTrail(): ReactNode[] {
  const { t } = useTranslation('developers');
  return [
    provider.words.developerPlace,
    <Anchor key="home" component={Link} to="/developers" activeOptions={{ exact: true }} inherit>
      {t('screen.developers')}
    </Anchor>,
  ];
}
