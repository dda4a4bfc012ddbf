/** What follows from events outside of this server: webhooks to apps, notices and mails to people. Begun by a server that listens, not by a command that looks something up. */
import type { EventRow } from '../store/rows.ts';
import { nowSeconds } from './clock.ts';
import type { Core } from './core.ts';
import { ENDS_AT_ONCE, writeNotices } from './ended-at-once.ts';
import { newId } from './ids.ts';
import { lettersOf, MAIL_EVENTS } from './mail/letters.ts';
import { Postman } from './mail/postman.ts';
import { openTransport } from './mail/transport.ts';
import { writeMail } from './mail/write.ts';
import { Outbox } from './outbox.ts';
import { WebhookCourier } from './webhooks/courier.ts';
import { WEBHOOK_EVENTS, writeDeliveries } from './webhooks/messages.ts';

type Parts = Pick<Core, 'store' | 'keys' | 'clock' | 'config' | 'providers' | 'log'>;

const LOOK_AT_SECRETS_EVERY_MS = 60_000;
/** A secret's end is told so long before. */
const TELL_BEFORE_SECONDS = 3 * 86_400;
/** What is older is no news: a mail about it would only puzzle. */
const NEWS_MS = 2 * 86_400_000;

export class FollowUp {
  readonly #parts: Parts;
  readonly #webhooks: WebhookCourier;
  readonly #postman: Postman | null;
  readonly #outboxes: readonly Outbox[];
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { store, clock } = parts;
    const onProblem = this.#problem('webhooks could not be delivered');
    this.#webhooks = new WebhookCourier({ ...parts, onProblem });
    const webhooks = new Outbox(
      store,
      {
        follower: 'webhooks',
        types: WEBHOOK_EVENTS,
        prepare: async event => ({ deliveries: await writeDeliveries(store, event, clock.nowMs()) }),
        onWritten: () => this.#webhooks.wake(),
      },
      this.#problem('events could not be followed'),
    );
    const notices = new Outbox(
      store,
      {
        follower: 'notices',
        types: ENDS_AT_ONCE,
        prepare: async event => ({ notices: await writeNotices(store, event, clock.nowMs()) }),
        onWritten: () => {},
      },
      this.#problem('events could not be followed'),
    );
    const { mail } = parts.config;
    this.#postman = mail === undefined ? null : new Postman(parts, openTransport(mail));
    this.#outboxes = [
      webhooks,
      notices,
      ...(this.#postman === null ? [] : [this.#mailOutbox(this.#postman)]),
    ];
  }

  #mailOutbox(postman: Postman): Outbox {
    const { store, clock, providers } = this.#parts;
    const prepare = async (event: EventRow) => {
      const nowMs = clock.nowMs();
      if (event.at < nowMs - NEWS_MS) return {};
      const letters = await lettersOf(store, providers, event);
      return { mails: letters.map(letter => writeMail(letter, newId(nowMs), nowSeconds(clock))) };
    };
    return new Outbox(
      store,
      { follower: 'mail', types: MAIL_EVENTS, prepare, onWritten: () => postman.wake() },
      this.#problem('events could not be followed'),
    );
  }

  async start(): Promise<void> {
    for (const outbox of this.#outboxes) await outbox.start();
    this.#webhooks.start();
    this.#postman?.start();
    this.#timer = setInterval(() => void this.lookAtSecrets(), LOOK_AT_SECRETS_EVERY_MS).unref();
    await this.lookAtSecrets();
  }

  /** From the event feed. */
  noticed(events: readonly EventRow[]): void {
    for (const outbox of this.#outboxes) outbox.noticed(events);
  }

  /** Something was asked for that no event tells: a test, or once more. */
  wake(): void {
    this.#webhooks.wake();
  }

  async lookAtSecrets(): Promise<void> {
    const now = nowSeconds(this.#parts.clock);
    await this.#parts.store
      .tellExpiringSecrets(now + TELL_BEFORE_SECONDS, { now, actor: 'system' })
      .catch(this.#problem('secrets that end soon could not be looked for'));
  }

  /** When everything that happened so far has been told, or was tried. */
  async settled(): Promise<void> {
    for (const outbox of this.#outboxes) {
      outbox.wake();
      await outbox.settled();
    }
    this.#webhooks.wake();
    await this.#webhooks.settled();
    this.#postman?.wake();
    await this.#postman?.settled();
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    for (const outbox of this.#outboxes) await outbox.stop();
    await this.#webhooks.stop();
    await this.#postman?.stop();
  }

  #problem(what: string): (error: unknown) => void {
    return error => this.#parts.log.error({ err: error }, what);
  }
}
