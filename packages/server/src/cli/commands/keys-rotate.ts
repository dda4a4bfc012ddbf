/** `valetkey keys rotate`: new keys sign, old ones go on verifying, so no live token breaks. */
import type { KeyRow } from '../../store/rows.ts';
import { defineCommand } from '../command.ts';
import { UsageError } from '../failures.ts';
import { showTime } from '../times.ts';
import { operatorAct } from '../operator.ts';
import { withCore } from '../workspace.ts';

export const keysRotate = defineCommand({
  name: 'keys rotate',
  summary: 'Make new token keys; no live token breaks',
  options: { use: { type: 'text', value: 'use', description: 'mac, jwt or all (the default)' } },
  async run(context) {
    const uses = parseUse(context.values.use);
    await withCore(context, async core => {
      const made: KeyRow[] = [];
      for (const use of uses) made.push(await core.keys.rotate(use, operatorAct(core)));
      context.answer(
        made.map(({ id, use, activeAt }) => ({ id, use, active_at: activeAt })),
        made
          .map(({ id, activeAt }) => `${id} signs from ${showTime(activeAt)}; older tokens stay good.`)
          .join('\n'),
      );
    });
  },
});

function parseUse(text = 'all'): readonly ('mac' | 'jwt')[] {
  if (text === 'all') return ['mac', 'jwt'];
  if (text === 'mac' || text === 'jwt') return [text];
  throw new UsageError(`--use: write mac, jwt or all, not "${text}".`);
}
