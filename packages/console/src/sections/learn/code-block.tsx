/** Lines to take away: scrolled sideways where they are long, copied with one click. */
import { Button, CopyButton } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './learn.module.css';

interface Props {
  title: string;
  code: string;
  /** Where it is shown in another way than it is used. */
  copied?: string;
}

export function CodeBlock({ title, code, copied: value = code }: Props) {
  const { t } = useTranslation();
  return (
    <figure className={styles['code']}>
      <figcaption>
        <span>{title}</span>
        <CopyButton value={value} timeout={2000}>
          {({ copied, copy }) => (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={copy}
              leftSection={copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
            >
              <span aria-live="polite">{t(copied ? 'copied' : 'copy')}</span>
              <span className="unseen"> {title}</span>
            </Button>
          )}
        </CopyButton>
      </figcaption>
      <pre tabIndex={0} aria-label={title}>
        <code>{code}</code>
      </pre>
    </figure>
  );
}
