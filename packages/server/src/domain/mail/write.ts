/** From what is to be told to a mail: a subject, plain text, and the same as simple HTML. What people and apps are called cannot become markup or a header. */
import { html, raw, type Html } from '../../http/html.ts';
import type { EpochSeconds, Id } from '../../store/rows.ts';
import type { NewMail } from '../../store/store.ts';
import type { Provider } from '../providers.ts';
import { mailText, type MailKind, type MailLocale } from './texts.ts';

export interface Letter {
  kind: MailKind;
  provider: Provider;
  recipient: string;
  /** Of the recipient. */
  name: string;
  locale: MailLocale;
  values: Readonly<Record<string, string>>;
  /** Where one can look at it. Opening it changes nothing (S-M11). */
  link: string;
}

const LONGEST_VALUE = 300;
const LONGEST_SUBJECT = 150;

export function writeMail(letter: Letter, id: Id, createdAt: EpochSeconds): NewMail {
  const { kind, provider, recipient, locale, link } = letter;
  const values = Object.fromEntries(
    Object.entries({ ...letter.values, name: letter.name, provider: provider.name }).map(([key, value]) => [
      key,
      oneLine(value),
    ]),
  );
  const text = (key: Parameters<typeof mailText>[1]): string => mailText(locale, key, values);
  const paragraphs = [text('hello'), ...text(`${kind}.text`).split('\n\n')];
  const [label, why] = [text(`${kind}.link`), text('why')];
  return {
    id,
    provider: provider.slug,
    recipient,
    subject: text(`${kind}.subject`).slice(0, LONGEST_SUBJECT),
    body: `${[...paragraphs, `${label}: ${link}`, why].join('\n\n')}\n`,
    html: renderHtml(locale, paragraphs, { label, link, why }).text,
    createdAt,
  };
}

/** A name is one line, whatever it was made of. */
function oneLine(value: string): string {
  return value
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_VALUE);
}

const BODY = raw(
  'style="margin:0;padding:24px;background:#F6F7F9;color:#14213D;font:16px/1.5 system-ui,-apple-system,\'Segoe UI\',Arial,sans-serif"',
);
const CARD = raw(
  'style="max-width:560px;margin:0 auto;padding:24px;background:#FFFFFF;border:1px solid #E5E7EB;border-radius:10px"',
);
const BUTTON = raw(
  'style="display:inline-block;padding:10px 18px;border-radius:10px;background:#14213D;color:#FFFFFF;text-decoration:none"',
);

/** Nothing is loaded from anywhere: who opens a mail is not watched. */
function renderHtml(
  locale: MailLocale,
  paragraphs: readonly string[],
  { label, link, why }: { label: string; link: string; why: string },
): Html {
  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
      </head>
      <body ${BODY}>
        <div ${CARD}>
          ${paragraphs.map(paragraph => html`<p>${paragraph}</p> `)}
          <p><a href="${link}" ${BUTTON}>${label}</a></p>
          <p>${link}</p>
          <p><small>${why}</small></p>
        </div>
      </body>
    </html>`;
}
