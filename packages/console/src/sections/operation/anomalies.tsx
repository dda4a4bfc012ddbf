/** Operation → Anomalies (screen 23): what was odd, newest first; and the rules as configured. */
import { Badge, SegmentedControl, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Activity, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../parts/page-header.tsx';
import { ListLoading, Problem, State } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { Against, About } from './anomaly-words.tsx';
import { anomaliesQuery, rulesQuery, type AnomalyItem, type AnomalyStatus } from './anomaly-queries.ts';
import styles from './operation.module.css';

const STATUSES = ['open', 'handled', 'dismissed'] as const;

export function Anomalies() {
  const { t } = useTranslation('operation');
  const [status, setStatus] = useState<AnomalyStatus>('open');
  const list = useInfiniteQuery(anomaliesQuery(status));
  return (
    <>
      <PageHeader trail={[t('place.operation')]} title={t('screen.anomalies')} lead={t('anomalies.lead')} />
      <SegmentedControl
        aria-label={t('status')}
        value={status}
        onChange={value => setStatus(value)}
        data={STATUSES.map(value => ({ value, label: t(`status.${value}`) }))}
        mb="md"
      />
      {list.isPending ? (
        <ListLoading />
      ) : list.isError ? (
        <Problem error={list.error} reset={() => void list.refetch()} />
      ) : (
        <Items items={list.data.pages.flatMap(page => page.items)} status={status} />
      )}
      <MoreButton of={list} />
      <Rules />
    </>
  );
}

function Items({ items, status }: { items: readonly AnomalyItem[]; status: AnomalyStatus }) {
  const { t } = useTranslation('operation');
  if (items.length === 0)
    return (
      <div className="card">
        <State icon={Activity} title={t(`anomalies.none.${status}`)}>
          {t('anomalies.none')}
        </State>
      </div>
    );
  return (
    <>
      <h2 className="unseen">{t('anomalies.list')}</h2>
      <ul className={styles['list']}>
        {items.map(item => (
          <li key={item.id} className={`card ${styles['row']}`}>
            <div className={styles['words']}>
              <h3 className={styles['name']}>
                <Link to="/operation/anomalies/$anomalyId" params={{ anomalyId: item.id }}>
                  {t(`rule.${item.rule}`)}
                </Link>
              </h3>
              <Text size="sm" c="dimmed">
                <About item={item} />
              </Text>
              <Text size="sm">
                <Against item={item} />
              </Text>
            </div>
            <div className={styles['aside']}>
              {item.response !== 'notify' && <Badge variant="default">{t(`did.${item.response}`)}</Badge>}
              <Text size="sm" c="dimmed">
                <When at={item.at} />
              </Text>
            </div>
            <ChevronRight size={18} aria-hidden className={styles['chevron']} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Read-only: they are the company's configuration, which is changed where it is written. */
function Rules() {
  const { t } = useTranslation('operation');
  const { data } = useQuery(rulesQuery);
  if (data === undefined) return null;
  return (
    <section className={styles['below']}>
      <Title order={2} mb={4}>
        {t('rules')}
      </Title>
      <Text c="dimmed" size="sm" mb="md">
        {t('rules.text')} <code>{'anomalies'}</code>
      </Text>
      <dl className={styles['rules']}>
        {data.rules.map(({ rule, response }) => (
          <div key={rule}>
            <dt>{t(`rule.${rule}`)}</dt>
            <dd>
              <span className={styles['response']}>{t(`response.${response}`)}</span>
              <span>{t(`how.${rule}`)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
