/** One step that was taken: request, the same for curl, answer, what it means, and why it failed. */
import { Alert, Anchor, Text, Title } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { provider } from '../../app/page.ts';
import { Said } from '../../parts/said.tsx';
import { CodeBlock } from './code-block.tsx';
import styles from './learn.module.css';
import { answerText, curlText, httpText } from './try-it-text.ts';
import type { TakenStep } from './try-it.tsx';

export function ShownStep({ step: { name, taken }, number }: { step: TakenStep; number: number }) {
  const { t } = useTranslation('learn');
  const { t: ofRequests } = useTranslation('traffic');
  const { request, answer, problem } = taken;
  const title = `${number}. ${t(`try.step.${name}`)}`;
  return (
    <article className={styles['shown']} aria-label={title}>
      <Title order={3}>{title}</Title>
      {problem === null && <Text maw="44rem">{t(`try.explained.${name}`)}</Text>}
      <CodeBlock title={t('try.request')} code={httpText(request)} />
      <CodeBlock title={t('try.curl')} code={curlText(request)} />
      <CodeBlock title={t('try.answer')} code={answerText(answer)} />
      {problem !== null && (
        <Alert
          variant="default"
          icon={<TriangleAlert aria-hidden />}
          title={t('try.failed', { code: problem.code })}
        >
          <Text inherit>
            <Said text={problem.reason} />
          </Text>
          <Text inherit mt="xs">
            {ofRequests(`remedy.${problem.code}`)}{' '}
            <Anchor inherit href={`${provider.base.replace(/\/console$/, '')}/errors#${problem.code}`}>
              {t('try.errors')}
            </Anchor>
          </Text>
        </Alert>
      )}
    </article>
  );
}
