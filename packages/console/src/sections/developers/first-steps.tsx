/** The quickstart that ticks itself by what really happened (screen 11). */
import { Text, Title } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Circle, CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { firstStepsQuery, useApp } from './app.ts';
import styles from './developers.module.css';

export function FirstSteps() {
  const { t } = useTranslation('developers');
  const app = useApp();
  const { data } = useSuspenseQuery(firstStepsQuery(app.id));
  const wanted = data.steps.filter(
    ({ name }) => name !== 'refreshed' || app.grants.includes('refresh_token'),
  );
  const done = wanted.filter(step => step.done).length;
  const next = wanted.find(step => !step.done);
  return (
    <section className={`card ${styles['card']}`}>
      <div>
        <Title order={2}>{t('first.title')}</Title>
        <Text size="sm" c="dimmed">
          {t(next === undefined ? 'first.all' : 'first.some', { done, all: wanted.length })}
        </Text>
      </div>
      <ol className={styles['lines']}>
        {wanted.map(step => {
          const Icon = step.done ? CircleCheck : Circle;
          return (
            <li key={step.name} className={styles['point']} data-done={step.done || undefined}>
              <Icon size={17} aria-hidden />
              <span>
                {t(`first.${step.name}`)}
                <span className="unseen"> – {t(step.done ? 'point.done' : 'first.open')}</span>
                {step === next && <span className={styles['reason']}>{t(`first.${step.name}.how`)}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
