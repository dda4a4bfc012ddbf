/** Apps in rows: what they are, whose, how much they are used, and what is odd about their names. */
import { Badge, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronRight, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AppTile } from '../../parts/app-tile.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { ListLoading, Problem } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import { AppStatus } from '../developers/app-status.tsx';
import { appsQuery, type AppFilter, type AppItem } from './app-queries.ts';
import styles from './operation.module.css';

/** `empty`: what stands there when nothing fits. */
export function AppList({ filter, empty }: { filter: AppFilter; empty: ReactNode }) {
  const { t } = useTranslation('operation');
  const list = useInfiniteQuery({ ...appsQuery(filter), placeholderData: keepPreviousData });
  if (list.isPending) return <ListLoading />;
  if (list.isError) return <Problem error={list.error} reset={() => void list.refetch()} />;
  const items = list.data.pages.flatMap(page => page.items);
  if (items.length === 0) return <div className="card">{empty}</div>;
  return (
    <>
      <h2 className="unseen">{t('apps.list')}</h2>
      <ul className={styles['list']}>
        {items.map(item => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
      <MoreButton of={list} />
    </>
  );
}

function Row({ item }: { item: AppItem }) {
  const { t } = useTranslation('operation');
  const flagged = item.nameFindings.mixedScripts || item.nameFindings.lookAlikes.length > 0;
  return (
    <li className={`card ${styles['row']}`}>
      <AppTile name={item.name} logo={item.logo} />
      <div className={styles['words']}>
        <h3 className={styles['name']}>
          <Link to="/operation/apps/$appId" params={{ appId: item.id }}>
            {item.name}
          </Link>
        </h3>
        <Text size="sm" c="dimmed">
          {t('app.by', { publisher: item.publisher, owner: item.ownerEmail })}
        </Text>
        <Text size="sm" className="tabular">
          {[
            t('count.connections', { count: item.connections }),
            t('app.week', {
              calls: t('count.calls', { count: item.calls }),
              errors: t('count.errors', { count: item.errors }),
            }),
          ].join(' · ')}
        </Text>
      </div>
      <div className={styles['aside']}>
        <AppStatus of={item} />
        {flagged && (
          <Badge variant="default" leftSection={<TriangleAlert size={13} aria-hidden />}>
            {t('name.flagged')}
          </Badge>
        )}
        <Text size="sm" c="dimmed">
          <When at={item.createdAt} />
        </Text>
      </div>
      <ChevronRight size={18} aria-hidden className={styles['chevron']} />
    </li>
  );
}
