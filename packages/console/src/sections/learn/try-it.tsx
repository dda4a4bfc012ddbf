/** The whole flow with a real request at each step (screen 14). Tokens stay on the server; what a browser sees of them is their ends. */
import { Button, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { beginTryIt, takeTryItStep, type AnswerOf, type BodyOf } from '@valetkey/protocol/console-api';
import { FlaskConical } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { CallProblem } from '../../parts/call-problem.tsx';
import { State } from '../../parts/states.tsx';
import { useApp } from '../developers/app.ts';
import { Glossary } from './glossary.tsx';
import styles from './learn.module.css';
import { AuthorizationStep } from './try-it-authorization.tsx';
import { listen, type Received } from './try-it-channel.ts';
import { FurtherSteps } from './try-it-further.tsx';
import { StepProblem } from './step-problem.tsx';
import { ReceivedStep } from './try-it-received.tsx';
import type { Taken } from './try-it-text.ts';
import { TokenStep } from './try-it-token.tsx';

export type Begun = AnswerOf<typeof beginTryIt>;
export type StepName = BodyOf<typeof takeTryItStep>['step'];
export interface TakenStep {
  name: StepName;
  taken: Taken;
}

export function TryItScreen() {
  const { t } = useTranslation('learn');
  const app = useApp();
  const begin = useMutation({ mutationFn: () => call(beginTryIt, { ids: { appId: app.id } }) });
  if (app.role === 'viewer')
    return (
      <State icon={FlaskConical} title={t('try.viewer.title')}>
        {t('try.viewer.text')}
      </State>
    );
  return (
    <div className={styles['steps']}>
      <section>
        <Title order={2} mb="xs">
          {t('try.title')}
        </Title>
        <Text c="dimmed" maw="44rem" mb="md">
          {t('try.lead')}
        </Text>
        <Button
          variant={begin.data === undefined ? 'filled' : 'default'}
          loading={begin.isPending}
          onClick={() => begin.mutate()}
        >
          {t(begin.data === undefined ? 'try.begin' : 'try.again')}
        </Button>
        <CallProblem error={begin.error} />
      </section>
      {begin.data !== undefined && <Attempt key={begin.data.state} begun={begin.data} appId={app.id} />}
      <Glossary />
    </div>
  );
}

function Attempt({ begun, appId }: { begun: Begun; appId: string }) {
  const [received, receive] = useState<Received | null>(null);
  const [steps, setSteps] = useState<readonly TakenStep[]>([]);
  useEffect(() => listen(begun.state, receive), [begun.state]);
  const latest = steps.at(-1)?.taken;
  const take = useMutation({
    mutationFn: async ([name, parameters]: [StepName, BodyOf<typeof takeTryItStep>['parameters']]) => ({
      name,
      taken: await call(takeTryItStep, {
        ids: { appId },
        body: { attempt: latest?.attempt ?? begun.attempt, step: name, parameters },
      }),
    }),
    onSuccess: step => setSteps([...steps, step]),
  });
  return (
    <>
      <AuthorizationStep begun={begun} />
      <ReceivedStep begun={begun} received={received} receive={receive} />
      {received?.['code'] !== undefined && (
        <TokenStep
          key={received['code']}
          begun={begun}
          received={received}
          pending={take.isPending}
          taken={steps.filter(({ name }) => name === 'exchange')}
          send={parameters => take.mutate(['exchange', parameters])}
        />
      )}
      <StepProblem error={take.error} />
      {latest?.hasToken === true && (
        <FurtherSteps
          appId={appId}
          canCall={begun.canCall}
          canRefresh={latest.hasRefreshToken}
          pending={take.isPending}
          taken={steps.filter(({ name }) => name !== 'exchange')}
          take={name => take.mutate([name, []])}
        />
      )}
    </>
  );
}
