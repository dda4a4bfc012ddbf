/** Takes a long table along: it is written while it arrives, one sees how far it is, and it ends as a file. */
import { Button, Progress, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallProblem } from './call-problem.tsx';
import styles from './export-button.module.css';

interface ExportButtonProps {
  /** `acme-audit.csv` */
  fileName: string;
  /** Answers with CSV, and says in `X-Total-Rows` how many rows it will be. */
  ask: () => Promise<Response>;
}

export function ExportButton({ fileName, ask }: ExportButtonProps) {
  const { t } = useTranslation();
  const [rows, setRows] = useState<{ got: number; total: number } | null>(null);
  const take = useMutation({
    mutationFn: async () => {
      setRows({ got: 0, total: 0 });
      const response = await ask();
      const total = Number(response.headers.get('x-total-rows') ?? 0);
      save(fileName, await readAll(response, got => setRows({ got: Math.min(got, total), total })));
      return total;
    },
    onSettled: () => setRows(null),
  });
  return (
    <div className={styles['export']}>
      <Button
        variant="default"
        leftSection={<Download size={16} aria-hidden />}
        onClick={() => take.mutate()}
        loading={take.isPending}
      >
        {t('export')}
      </Button>
      {rows !== null && (
        <div className={styles['progress']}>
          <Progress
            value={rows.total === 0 ? 0 : (100 * rows.got) / rows.total}
            aria-label={t('export.progress', rows)}
            size="sm"
          />
          <Text size="sm" c="dimmed" className="tabular">
            {t('export.progress', rows)}
          </Text>
        </div>
      )}
      <Text role="status" size="sm" c="dimmed">
        {take.isSuccess && !take.isPending ? t('export.done', { count: take.data }) : null}
      </Text>
      <CallProblem error={take.error} />
    </div>
  );
}

/** Shown at most some times a second: drawing takes longer than reading. */
const DRAW_EVERY_MS = 100;

async function readAll(response: Response, onRows: (got: number) => void): Promise<Blob> {
  const reader = response.body!.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let lines = 0;
  let drawn = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return new Blob(parts, { type: 'text/csv' });
    parts.push(value);
    lines += value.reduce((count, byte) => (byte === 10 ? count + 1 : count), 0);
    if (Date.now() - drawn < DRAW_EVERY_MS) continue;
    drawn = Date.now();
    onRows(lines);
  }
}

function save(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
