/** A moment: relative in the text, exact on hover. */
import { useTranslation } from 'react-i18next';

const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** @param at whole seconds since 1970; null: never */
export function When({ at }: { at: number | null }) {
  const { t, i18n } = useTranslation();
  if (at === null) return <span>{t('never')}</span>;
  const date = new Date(at * 1000);
  const exact = date.toLocaleString(i18n.language, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <time dateTime={date.toISOString()} title={exact}>
      {relative(at - Date.now() / 1000, i18n.language)}
    </time>
  );
}

function relative(seconds: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const step = STEPS.find(([, length]) => Math.abs(seconds) >= length);
  return step === undefined
    ? format.format(0, 'second')
    : format.format(Math.trunc(seconds / step[1]), step[0]);
}
