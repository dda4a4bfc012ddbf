/** The end of a call's time. A timer and a signal for each call would cost more than everything else around it, so calls that begin together share them. */

/** Few enough that a signal does not carry a long list of those who listen. */
const MOST_SHARERS = 16;
/** So much later, as a part of the time, may a call end because it began a little after the first one that shares its signal. */
const SLACK = 0.01;

export class Deadlines {
  #signal: AbortSignal | undefined;
  #timeoutMs = 0;
  #sharers = 0;
  #openUntilMs = 0;

  /** Aborts after `timeoutMs`, and one hundredth later at the latest. */
  after(timeoutMs: number): AbortSignal {
    const nowMs = performance.now();
    const isOpen =
      timeoutMs === this.#timeoutMs && this.#sharers < MOST_SHARERS && nowMs <= this.#openUntilMs;
    if (this.#signal !== undefined && isOpen) {
      this.#sharers += 1;
      return this.#signal;
    }
    const slackMs = timeoutMs * SLACK;
    this.#signal = AbortSignal.timeout(Math.ceil(timeoutMs + slackMs));
    this.#timeoutMs = timeoutMs;
    this.#sharers = 1;
    this.#openUntilMs = nowMs + slackMs;
    return this.#signal;
  }
}
