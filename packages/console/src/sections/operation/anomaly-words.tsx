/** An anomaly in words: whom it is about, and what was seen against what was normal. */
import { useTranslation } from 'react-i18next';
import type { AnomalyItem } from './anomaly-queries.ts';

export function About({ item: { app, owner, label } }: { item: AnomalyItem }) {
  const { t } = useTranslation('operation');
  const parts = [
    app?.name,
    label === null ? undefined : t('key.named', { label }),
    owner === null ? undefined : t('owner', { name: owner.name, account: owner.account }),
  ];
  return parts.filter(part => part !== undefined).join(' · ');
}

export function Against({ item }: { item: AnomalyItem }) {
  const { t } = useTranslation('operation');
  const { seen, normal, unit, what } = item;
  return (
    <>
      {t(`unit.${unit}`, { count: seen })}
      {unit !== 'times' && <>, {t('against', { normal })}</>}
      {what !== null && item.rule !== 'token_reuse' && (
        <>
          {' '}
          · {t('new')} <code>{what}</code>
        </>
      )}
    </>
  );
}
