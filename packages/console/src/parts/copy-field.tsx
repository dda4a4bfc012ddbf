/** A value to take away: shown in full, copied with one click, and it says that it was. */
import { Button, CopyButton, Group } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './copy-field.module.css';

export function CopyField({ value, label }: { value: string; label: string }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" align="stretch" wrap="nowrap">
      <code className={styles['value']} aria-label={label}>
        {value}
      </code>
      <CopyButton value={value} timeout={2000}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            h="auto"
            onClick={copy}
            leftSection={copied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
          >
            <span aria-live="polite">{t(copied ? 'copied' : 'copy')}</span>
            <span className="unseen"> {label}</span>
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
