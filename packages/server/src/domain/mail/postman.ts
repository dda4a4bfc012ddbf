/** Sends mails: each by one node, again over a day when the mail server does not take it, and not too many to anybody (S-V16). */
import type { Mail } from '../../store/rows.ts';
import { nowSeconds } from '../clock.ts';
import type { Core } from '../core.ts';
import { digestOf } from '../secrets.ts';
import type { SendMail } from './transport.ts';

const LOOK_EVERY_MS = 5000;
const LEASE_SECONDS = 300;
const BATCH = 10;
const RETRY_SECONDS = [60, 600, 3600, 14_400, 64_800] as const;
/** To one address in a day (UTC): somebody who connects in a loop fills no letter box. */
const MOST_A_DAY = 50;

type Parts = Pick<Core, 'store' | 'clock' | 'providers' | 'log'>;

export class Postman {
  readonly #parts: Parts;
  readonly #send: SendMail;
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> | null = null;

  constructor(parts: Parts, send: SendMail) {
    this.#parts = parts;
    this.#send = send;
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), LOOK_EVERY_MS).unref();
    this.wake();
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    await this.settled();
  }

  wake(): void {
    if (this.#timer === null) return;
    this.#round ??= this.#sendDue()
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'mails could not be sent'))
      .finally(() => (this.#round = null));
  }

  async settled(): Promise<void> {
    while (this.#round !== null) await this.#round;
  }

  async #sendDue(): Promise<void> {
    const { store, clock } = this.#parts;
    for (;;) {
      const now = nowSeconds(clock);
      if (this.#timer === null || !(await store.hasDueMails(now))) return;
      for (const mail of await store.leaseMails({ now, until: now + LEASE_SECONDS, limit: BATCH }))
        await this.#deliver(mail);
    }
  }

  async #deliver(mail: Mail): Promise<void> {
    const { store, clock, providers, log } = this.#parts;
    const now = nowSeconds(clock);
    try {
      if (await this.#isAllowed(mail, now)) await this.#send(mail, providers.get(mail.provider)?.name ?? '');
      await store.settleMail(mail.id, null);
    } catch (error) {
      const wait = RETRY_SECONDS[mail.attempts - 1];
      const { code } = error as { code?: string };
      // Not the whole error: it may name the address, which is nobody's business here.
      log.warn(
        { mail: mail.id, code, attempts: mail.attempts },
        wait ? 'a mail was not taken' : 'a mail was given up',
      );
      await store.settleMail(mail.id, wait === undefined ? null : now + wait);
    }
  }

  /** Counted at the first attempt only. */
  async #isAllowed({ id, recipient, attempts }: Mail, now: number): Promise<boolean> {
    if (attempts > 1) return true;
    const limitKey = `mail ${digestOf(recipient)}`;
    const day = Math.floor(now / 86_400);
    const { allowed } = await this.#parts.store.takeQuota({
      limitKey,
      scope: '',
      day,
      count: 1,
      limit: MOST_A_DAY,
    });
    if (!allowed) this.#parts.log.warn({ mail: id }, 'a mail was not sent: too many to this address today');
    return allowed;
  }
}
