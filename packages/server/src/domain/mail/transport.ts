/** How a mail leaves: over SMTP, or as a file in a directory, to try it. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SendMailOptions } from 'nodemailer';
import type { MailConfig } from '../../config-types.ts';
import type { Mail } from '../../store/rows.ts';

const CONNECT_MS = 10_000;
const SOCKET_MS = 20_000;

export type SendMail = (mail: Mail, fromName: string) => Promise<void>;

export function openTransport({ from, smtp, outbox }: MailConfig): SendMail {
  if (outbox !== undefined) return fileSender(from, outbox);
  const { host = 'localhost', tls = 'starttls', user, password } = smtp ?? {};
  // Loaded with the first mail: it is large, and many servers send none.
  const transport = once(async () =>
    (await import('nodemailer')).createTransport({
      host,
      port: smtp?.port ?? (tls === 'implicit' ? 465 : 587),
      secure: tls === 'implicit',
      requireTLS: tls === 'starttls',
      ignoreTLS: tls === 'none',
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SOCKET_MS,
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    }),
  );
  return async (mail, fromName) => void (await (await transport()).sendMail(messageOf(mail, from, fromName)));
}

function fileSender(from: string, directory: string): SendMail {
  const transport = once(async () =>
    (await import('nodemailer')).createTransport({ streamTransport: true, buffer: true, newline: 'windows' }),
  );
  return async (mail, fromName) => {
    const { message } = await (await transport()).sendMail(messageOf(mail, from, fromName));
    await mkdir(directory, { recursive: true, mode: 0o700 });
    // Whoever looks finds whole mails.
    const path = join(directory, `${mail.id}.eml`);
    await writeFile(`${path}.new`, message as Buffer, { mode: 0o600 });
    await rename(`${path}.new`, path);
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

/** Names and addresses apart, so that no address can be smuggled in with a name. */
function messageOf(mail: Mail, from: string, fromName: string): SendMailOptions {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    from: { name: fromName, address: from },
    to: { name: '', address: mail.recipient },
    subject: mail.subject,
    text: mail.body,
    html: mail.html,
    date: new Date(mail.createdAt * 1000),
    // The same at each attempt: who gets it twice sees it once.
    messageId: `<${mail.id}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
