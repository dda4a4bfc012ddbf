/** Before something ends: what dies, who notices, what can be taken back. The safe button comes first. */
import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { CallProblem } from './call-problem.tsx';
import { Dialog } from './dialog.tsx';

interface EndDialogProps {
  opened: boolean;
  title: string;
  children: ReactNode;
  /** On the button that ends it: "Revoke access". */
  verb: string;
  /** On the button that does not: "Keep access". */
  keep: string;
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onEnd: () => void;
}

export function EndDialog(props: EndDialogProps) {
  const { opened, title, children, verb, keep, pending, error, onClose, onEnd } = props;
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      {children}
      <CallProblem error={error} />
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          {keep}
        </Button>
        <Button color="var(--ends)" c="var(--on-ends)" onClick={onEnd} loading={pending}>
          {verb}
        </Button>
      </Group>
    </Dialog>
  );
}
