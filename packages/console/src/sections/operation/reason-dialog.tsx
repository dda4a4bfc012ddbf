/** Before the staff acts: what follows from it, and why; the words are kept with what was done. */
import { Button, Group, List, Modal, Textarea } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '../../app/call.ts';
import { CallProblem } from '../../parts/call-problem.tsx';

interface ReasonDialogProps {
  opened: boolean;
  title: string;
  /** What follows, in the order it matters: what dies, who notices, what can be taken back. */
  consequences: readonly string[];
  verb: string;
  /** It ends something. */
  ends: boolean;
  /** `message`: the app's developer reads it. `reason` (the default): the staff does. `none`: nothing is to be said. */
  text?: 'message' | 'reason' | 'none';
  /** Other fields, above the text. */
  children?: ReactNode;
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onConfirm: (text: string) => void;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { t } = useTranslation('operation');
  const { opened, onClose, title } = props;
  // The question for a new sign-in stands above it, and this one would keep the focus.
  const asked = props.error instanceof CallError && props.error.status === 401;
  return (
    <Modal
      opened={opened && !asked}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <ReasonForm {...props} />
    </Modal>
  );
}

function ReasonForm(props: ReasonDialogProps) {
  const { t } = useTranslation('operation');
  const { consequences, verb, ends, children, text = 'reason', pending, error, onClose, onConfirm } = props;
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onConfirm(typed.trim());
  };
  return (
    <form onSubmit={submit}>
      <List spacing={4} mb="md">
        {consequences.map(line => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
      {children}
      {text !== 'none' && (
        <Textarea
          label={t(`text.${text}`)}
          description={t(`text.${text}.kept`)}
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
          minLength={3}
          maxLength={500}
          rows={3}
          required
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
