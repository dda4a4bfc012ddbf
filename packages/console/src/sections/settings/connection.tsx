/** One connection (screen 7): what it may do, and everything that happened to it. */
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Ban, CircleCheck, KeyRound, ListPlus, ShieldAlert, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AppTile } from '../../parts/app-tile.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ListLoading, Problem } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import { By, IntegrationFacts } from './integration-card.tsx';
import { connectionQuery, historyQuery, type Integration } from './integration.ts';
import { Revoke } from './revoke.tsx';
import { connectionRoute } from './routes.ts';
import { ScopeList, useScopeTitle } from './scope-list.tsx';
import styles from './settings.module.css';

export function Connection() {
  const { t } = useTranslation('settings');
  const { connectionId } = connectionRoute.useParams();
  const { data: item } = useSuspenseQuery(connectionQuery(connectionId));
  const [asked, setAsked] = useState<Integration | null>(null);
  const close = (): void => setAsked(null);
  return (
    <>
      <PageHeader
        trail={[
          t('place.settings'),
          t('integrations'),
          <Anchor component={Link} to="/settings/integrations" activeOptions={{ exact: true }} inherit>
            {t('screen.integrations')}
          </Anchor>,
        ]}
        title={item.name}
        mark={<AppTile name={item.name} logo={item.app?.logo ?? null} />}
        lead={<By item={item} />}
        actions={
          item.state !== 'ended' && (
            <Button variant="default" c="var(--ends)" onClick={() => setAsked(item)}>
              {t('revoke')}
            </Button>
          )
        }
      />
      <Stack gap="xl">
        <div className={`card ${styles['item']}`}>
          {item.app !== null && <Text>{t('purpose', { purpose: item.app.description })}</Text>}
          <IntegrationFacts item={item} />
        </div>
        <section>
          <Title order={2} mb="xs">
            {t('scopes.title')}
          </Title>
          <ScopeList scopes={item.scopes} />
        </section>
        <section>
          <Title order={2} mb="md">
            {t('history')}
          </Title>
          <History connectionId={connectionId} />
        </section>
      </Stack>
      <Revoke item={asked} onClose={close} onRevoked={close} />
    </>
  );
}

const ICONS: Readonly<Record<string, LucideIcon>> = {
  'connection.created': CircleCheck,
  'connection.extended': ListPlus,
  'connection.revoked': Ban,
  'code.redeemed': KeyRound,
};

function History({ connectionId }: { connectionId: string }) {
  const { t } = useTranslation('settings');
  const titleOf = useScopeTitle();
  const history = useInfiniteQuery(historyQuery(connectionId));
  if (history.isPending) return <ListLoading />;
  if (history.isError) return <Problem error={history.error} reset={() => void history.refetch()} />;
  return (
    <>
      <ol className={styles['history']}>
        {history.data.pages
          .flatMap(page => page.items)
          .map(({ seq, at, type, by, scopes }) => {
            const Icon = ICONS[type] ?? ShieldAlert;
            return (
              <li key={seq}>
                <span className={styles['event']}>
                  <Icon size={15} aria-hidden />
                </span>
                <div>
                  <Text fw={550}>{t(`event.${type}`)}</Text>
                  <Group gap="0.25rem 0.5rem" c="dimmed" fz="sm">
                    <span>{t(`by.${by}`)}</span>
                    <span aria-hidden>·</span>
                    <When at={at} />
                  </Group>
                  {scopes.length > 0 && type !== 'code.redeemed' && (
                    <Text size="sm" c="dimmed">
                      {scopes.map(titleOf).join(' · ')}
                    </Text>
                  )}
                </div>
              </li>
            );
          })}
      </ol>
      <MoreButton of={history} />
    </>
  );
}
