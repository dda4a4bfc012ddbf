/** `valetkey audit verify` and `valetkey audit seal` */
import { nowSeconds } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { sealAll, type Head } from '../../domain/audit/seal.ts';
import { verifyAudit, type AuditState } from '../../domain/audit/verify.ts';
import { defineCommand } from '../command.ts';
import { UsageError } from '../failures.ts';
import { showTime } from '../times.ts';
import { withCore } from '../workspace.ts';

export const auditVerify = defineCommand({
  name: 'audit verify',
  summary: 'Whether the audit log is as it was sealed; if not, the first place that does not fit',
  options: {
    seal: {
      type: 'text',
      value: 'number:mac',
      description: 'A seal that was written down: it must be in the log',
    },
  },
  examples: ['valetkey audit verify', 'valetkey audit verify --seal 4711:…'],
  async run(context) {
    const known = parseSeal(context.values.seal);
    return await withCore(context, async core => {
      const state = await verifyAudit(sealingOf(core), known);
      const { problem, last, ...counts } = state;
      context.answer({ ok: problem === null, problem, ...counts, last: nameOf(last) }, describe(state));
      return problem === null ? 0 : 1;
    });
  },
});

export const auditSeal = defineCommand({
  name: 'audit seal',
  summary: 'Seal the audit log now, and name its last seal; the server does so each minute',
  async run(context) {
    await withCore(context, async core => {
      for (let made = 1; made > 0;) made = (await sealAll(sealingOf(core), nowSeconds(core.clock))).length;
      const last = await core.store.findLastSeal();
      context.answer({ last: nameOf(last) }, last ? nameOf(last)! : 'There is nothing to seal yet.');
    });
  },
});

function sealingOf({ store, keys }: Core): Parameters<typeof verifyAudit>[0] {
  return { store, pepper: keys.pepper };
}

function parseSeal(text: string | undefined): Pick<Head, 'number' | 'mac'> | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{1,15}):([\w-]{43})$/.exec(text);
  if (!match)
    throw new UsageError('--seal: write it as the log or `valetkey audit seal` shows it, number:mac.');
  return { number: Number(match[1]), mac: match[2]! };
}

function nameOf(seal: Pick<Head, 'number' | 'mac'> | null): string | null {
  return seal && `${seal.number}:${seal.mac}`;
}

function describe({ seals, events, unsealed, last, problem }: AuditState): string {
  if (problem !== null) return problem;
  const waiting = unsealed === 0 ? '' : ` ${unsealed} later ones wait for the next seal.`;
  if (last === null) return `Nothing is sealed yet.${waiting}`;
  return `${events} events under ${seals} seals fit, up to ${showTime(last.sealedAt)}.${waiting}\nLast seal: ${nameOf(last)}`;
}
