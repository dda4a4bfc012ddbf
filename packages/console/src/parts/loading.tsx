/** A screen to come: its words where they are known, as the page itself says them (app/first-screens.ts), and the shape of a list. */
import { Skeleton, Stack } from '@mantine/core';
import { useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FIRST_SCREENS, type FirstScreen } from '../app/first-screens.ts';
import { provider } from '../app/page.ts';
import { PageHeader } from './page-header.tsx';
import { ListLoading } from './states.tsx';

export function Loading() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const screen = FIRST_SCREENS[path];
  return (
    <>
      {screen === undefined ? <NoWords /> : <Words of={screen} />}
      <ListLoading />
    </>
  );
}

function Words({ of: { section, places, title, lead } }: { of: FirstScreen }) {
  const { t } = useTranslation(section);
  return (
    <PageHeader
      trail={places.length === 0 ? [provider.words.developerPlace] : places.map(place => t(place))}
      title={t(title)}
      {...(lead === null ? {} : { lead: t(lead, { provider: provider.name }) })}
    />
  );
}

function NoWords() {
  return (
    <Stack gap="md" mb="md">
      <Skeleton height={14} width={160} />
      <Skeleton height={30} width="min(22rem, 80%)" />
    </Stack>
  );
}
