/** Who follows the events as an outbox: what is to be told is written together with the place up to which it was looked at, so that nothing is told twice or left out. */
import type { EpochSeconds, Mail, NoticeRow, WebhookDelivery } from '../rows.ts';
import type { Act, Follower, NewMail, NewWebhookDelivery } from '../store.ts';
import { execute, query, queryOne, type Verb } from '../verb.ts';
import { appendEvent } from './events.ts';
import { mails, notices, webhookDeliveries } from './tables.ts';

/** Of an endpoint, waiting: beyond that the oldest are given up. */
const MOST_WAITING = 10_000;
/** A follower's place, as the store writes it. */
const nameOf = (follower: Follower): string => `follower ${follower}`;

export function* findPlace(follower: Follower): Verb<number | null> {
  const row = yield* queryOne('SELECT position FROM markers WHERE name = $1', [nameOf(follower)]);
  return row === null ? null : Number(row[0]);
}

/** Of several nodes that looked at the same events one moves the place on; what the others prepared is dropped. */
export function* moveOn(move: {
  follower: Follower;
  from: number | null;
  to: number;
  deliveries: readonly NewWebhookDelivery[];
  mails: readonly NewMail[];
  notices?: readonly NoticeRow[];
}): Verb<boolean> {
  const { follower, from, to } = move;
  const name = nameOf(follower);
  const moved =
    from === null
      ? yield* execute('INSERT INTO markers (name, position) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
          name,
          String(to),
        ])
      : yield* execute('UPDATE markers SET position = $2 WHERE name = $1 AND position = $3', [
          name,
          String(to),
          String(from),
        ]);
  if (moved === 0) return false;
  for (const delivery of move.deliveries) yield* addDelivery(delivery);
  for (const endpointId of new Set(move.deliveries.map(delivery => delivery.endpointId)))
    yield* giveUpOldest(endpointId);
  for (const mail of move.mails)
    yield* execute(mails.insert, mails.values({ ...mail, dueAt: mail.createdAt, attempts: 0 }));
  for (const notice of move.notices ?? []) yield* execute(notices.insert, notices.values(notice));
  return true;
}

export function* addDelivery(delivery: NewWebhookDelivery): Verb<void> {
  const row: WebhookDelivery = {
    ...delivery,
    state: 'waiting',
    dueAt: delivery.createdAt,
    attempts: 0,
    triedAt: null,
    answerStatus: null,
    answer: null,
  };
  yield* execute(webhookDeliveries.insert, webhookDeliveries.values(row));
}

function* giveUpOldest(endpointId: string): Verb<void> {
  const sql = `UPDATE webhook_deliveries SET state = 'failed', due_at = NULL, answer = 'too_many_waiting'
    WHERE endpoint_id = $1 AND due_at IS NOT NULL AND id <= (
      SELECT d.id FROM webhook_deliveries d WHERE d.endpoint_id = $1 AND d.due_at IS NOT NULL
      ORDER BY d.id DESC LIMIT 1 OFFSET ${MOST_WAITING})`;
  yield* execute(sql, [endpointId]);
}

/** What is asked again and again writes nothing. */
export function* hasDueMails(now: EpochSeconds): Verb<boolean> {
  return (yield* queryOne('SELECT 1 FROM mails WHERE due_at <= $1 LIMIT 1', [now])) !== null;
}

/** Whoever has them sends them; after the lease somebody else does. */
export function* leaseMails(lease: { now: EpochSeconds; until: EpochSeconds; limit: number }): Verb<Mail[]> {
  const sql = `UPDATE mails SET due_at = $2, attempts = attempts + 1 WHERE id IN
      (SELECT m.id FROM mails m WHERE m.due_at <= $1 ORDER BY m.due_at LIMIT $3)
    RETURNING ${mails.columns('mails')}`;
  return (yield* query(sql, [lease.now, lease.until, lease.limit])).map(row => mails.read(row)!);
}

/** `dueAt` null: it was sent, or is given up; nothing of it is kept. */
export function* settleMail(id: string, dueAt: EpochSeconds | null): Verb<void> {
  if (dueAt === null) yield* execute('DELETE FROM mails WHERE id = $1', [id]);
  else yield* execute('UPDATE mails SET due_at = $2 WHERE id = $1', [id, dueAt]);
}

/** Once for each secret: those that end before `until`. */
export function* tellExpiringSecrets(until: EpochSeconds, act: Act): Verb<number> {
  const sql = `UPDATE app_secrets SET expiry_told_at = $1
    WHERE expires_at > $1 AND expires_at <= $2 AND expiry_told_at IS NULL AND revoked_at IS NULL
    RETURNING id, app_id, last_four, expires_at`;
  const rows = yield* query(sql, [act.now, until]);
  for (const [secretId, appId, lastFour, expiresAt] of rows) {
    const [provider] = (yield* queryOne('SELECT provider FROM apps WHERE id = $1', [appId!]))!;
    const detail = { secretId, lastFour, expiresAt };
    yield* appendEvent(
      { provider: provider as string, type: 'secret.expiring', appId: appId as string, detail },
      act,
    );
  }
  return rows.length;
}

/** Written when somebody signs in with another language than the time before. */
export function* noteLocale(userId: string, locale: string): Verb<void> {
  yield* execute('UPDATE users SET locale = $2 WHERE id = $1 AND (locale IS NULL OR locale <> $2)', [
    userId,
    locale,
  ]);
}

export function* findLocale(provider: string, email: string): Verb<string | null> {
  const row = yield* queryOne('SELECT locale FROM users WHERE provider = $1 AND email = $2', [
    provider,
    email,
  ]);
  return (row?.[0] ?? null) as string | null;
}
