/** Asks before a step about an app is taken: what follows, and what its developer reads. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AppDetail } from './app-queries.ts';
import { ENDING, take, type Step } from './app-steps.ts';
import { ReasonDialog } from './reason-dialog.tsx';

interface AppStepProps {
  detail: AppDetail;
  step: Step | null;
  onClose: () => void;
  onLink: (link: string | null) => void;
}

export function AppStep({ detail, step, onClose, onLink }: AppStepProps) {
  const { t } = useTranslation('operation');
  const queries = useQueryClient();
  const { app } = detail;
  const mutation = useMutation({
    mutationFn: ({ of, text }: { of: Step; text: string }) => take(of, app.id, text),
    onSuccess: async link => {
      await queries.invalidateQueries({ queryKey: ['catalogue'] });
      onLink(link);
      onClose();
    },
  });
  const shown = step ?? 'tell';
  const names = { app: app.name, owner: app.ownerEmail, count: app.connections };
  return (
    <ReasonDialog
      opened={step !== null}
      title={t(`step.${shown}.title`, names)}
      consequences={CONSEQUENCES[shown].map(line => t(`follows.${line}`, names))}
      verb={t(`step.${shown}`)}
      ends={ENDING.has(shown)}
      text={TEXT[shown]}
      pending={mutation.isPending}
      error={mutation.error}
      onClose={() => {
        mutation.reset();
        onClose();
      }}
      onConfirm={text => mutation.mutate({ of: shown, text })}
    />
  );
}

/** What dies, who notices, what can be taken back: one key a line. */
const CONSEQUENCES: Readonly<Record<Step, readonly string[]>> = {
  approve: ['approved', 'link'],
  ask: ['back'],
  refuse: ['refused', 'back'],
  verify: ['badge', 'noCap'],
  unverify: ['noBadge', 'undo'],
  tell: ['told'],
  link: ['link', 'oldLink'],
  suspend: ['stopped', 'seen', 'lift'],
  resume: ['lifted'],
};

/** Who reads what is written. */
const TEXT: Readonly<Record<Step, 'message' | 'reason' | 'none'>> = {
  approve: 'message',
  ask: 'message',
  refuse: 'message',
  verify: 'reason',
  unverify: 'reason',
  tell: 'message',
  link: 'none',
  suspend: 'message',
  resume: 'message',
};
