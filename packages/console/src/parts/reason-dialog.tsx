/** Before somebody acts for others: what follows from it, and why; the reason is kept with what was done. */
import { Button, Group, List, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '../app/call.ts';
import { CallProblem } from './call-problem.tsx';
import { Dialog } from './dialog.tsx';

export interface ReasonDialogProps {
  opened: boolean;
  title: string;
  /** What follows, in the order it matters: what dies, who notices, what can be taken back. */
  consequences: readonly string[];
  verb: string;
  /** It ends something. */
  ends: boolean;
  /** Other fields, above the reason. */
  children?: ReactNode;
  /** Null: nothing is to be said. */
  label: string | null;
  /** Who reads the reason. */
  description?: string | undefined;
  /** Nobody has to say why. */
  optional?: boolean;
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onConfirm: (reason: string) => void;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { opened, onClose, title } = props;
  // The question for a new sign-in stands above it, and this one would keep the focus.
  const isAsked = props.error instanceof CallError && props.error.status === 401;
  return (
    <Dialog opened={opened && !isAsked} onClose={onClose} title={title}>
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm(props: ReasonDialogProps) {
  const { t } = useTranslation();
  const { consequences, verb, ends, children, label, description, optional = false } = props;
  const { pending, error, onClose, onConfirm } = props;
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onConfirm(reason.trim());
  };
  return (
    <form onSubmit={submit}>
      <List spacing={4} mb="md">
        {consequences.map(line => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {children}
      {label !== null && (
        <Textarea
          label={label}
          description={description}
          value={reason}
          onChange={event => setReason(event.currentTarget.value)}
          {...(optional ? {} : { minLength: 3, required: true })}
          maxLength={500}
          rows={3}
          data-autofocus
        />
      )}
      <CallProblem error={error} />
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          type="submit"
          loading={pending}
          {...(ends ? { color: 'var(--ends)', c: 'var(--on-ends)' } : {})}
        >
          {verb}
        </Button>
      </Group>
    </form>
  );
}
