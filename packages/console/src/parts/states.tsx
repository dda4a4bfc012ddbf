/** What a screen shows when it has nothing to show: loading, empty, forbidden, not there, broken. */
import { Anchor, Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { CloudOff, Lock, SearchX, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '../app/call.ts';
import { goToSignIn } from '../app/sign-in.ts';
import styles from './states.module.css';

/** The shape of a list to come. */
export function ListLoading() {
  const { t } = useTranslation();
  return (
    <Stack gap="md" role="status" aria-label={t('state.loading')}>
      {[1, 2, 3].map(row => (
        <Skeleton key={row} height={108} radius="md" />
      ))}
    </Stack>
  );
}

interface StateProps {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  /** One or two buttons: what to do next. */
  action?: ReactNode;
  /** `h2` inside a screen that has its own heading. */
  heading?: 1 | 2;
}

/** A calm sentence in the middle of the space the content would take. */
export function State({ icon: Icon, title, children, action, heading = 2 }: StateProps) {
  return (
    <div className={styles['state']}>
      <span className={styles['icon']}>
        <Icon size={26} strokeWidth={1.6} aria-hidden />
      </span>
      <Title order={heading} size="h2">
        {title}
      </Title>
      {children !== undefined && (
        <Text component="div" c="dimmed" maw="34rem">
          {children}
        </Text>
      )}
      {action}
    </div>
  );
}

/** An address that leads nowhere. */
export function NothingHere() {
  const { t } = useTranslation();
  return (
    <State
      icon={SearchX}
      title={t('state.nothing.title')}
      heading={1}
      action={
        <Anchor component={Link} to="/">
          {t('state.home')}
        </Anchor>
      }
    >
      {t('state.nothing.text')}
    </State>
  );
}

/** A screen that cannot be shown, with the reason in the person's words and what to do. */
export function Problem({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t } = useTranslation();
  const router = useRouter();
  const kind = kindOf(error);
  if (kind === 'again') return <AskedToSignInAgain />;
  if (kind === 'nothing') return <NothingHere />;
  const again = (): void => {
    reset?.();
    void router.invalidate();
  };
  return (
    <State
      icon={ICONS[kind]}
      title={t(`state.${kind}.title`)}
      heading={1}
      action={
        kind === 'forbidden' ? (
          <Anchor component={Link} to="/">
            {t('state.home')}
          </Anchor>
        ) : (
          <Button variant="default" onClick={again}>
            {t('state.again')}
          </Button>
        )
      }
    >
      {t(`state.${kind}.text`)}
      {error instanceof CallError && error.requestId !== null && (
        <Text size="sm" mt="xs">
          {t('state.requestId')} <code>{error.requestId}</code>
        </Text>
      )}
    </State>
  );
}

/** What is shown here is protected (S-L9): seen soon after a sign-in only. */
function AskedToSignInAgain() {
  const { t } = useTranslation();
  return (
    <State
      icon={Lock}
      title={t('again.title')}
      action={<Button onClick={() => goToSignIn(true)}>{t('again.signIn')}</Button>}
    >
      {t('again.why')}
    </State>
  );
}

const ICONS = { forbidden: Lock, unreachable: CloudOff, broken: TriangleAlert } as const;

function kindOf(error: unknown): 'nothing' | 'again' | keyof typeof ICONS {
  if (!(error instanceof CallError)) return 'broken';
  if (error.code === 'insufficient_user_authentication') return 'again';
  if (error.status === 404) return 'nothing';
  if (error.status === 403) return 'forbidden';
  return error.status === 0 || error.status === 503 ? 'unreachable' : 'broken';
}
