/** `valetkey tour`: the whole main job on the running demo, over HTTP, as the app and its user do it. */
import { defineCommand } from '../command.ts';
import { addressesOf } from '../demo/addresses.ts';
import { DEMO_SLUGS, findDemo, type DemoSlug, type DemoState } from '../demo/state.ts';
import { CommandError, UsageError } from '../failures.ts';
import { renderStep, renderStop, renderVerdict } from '../tour/render.ts';
import { openStop } from '../tour/stop.ts';
import type { Walk } from '../tour/transcript.ts';
import { walk } from '../tour/walk.ts';

export const tour = defineCommand({
  name: 'tour',
  summary: 'Walk through connect, call, refresh and revoke on the running demo; shows every request',
  options: {
    provider: {
      type: 'text',
      value: 'slug',
      description: `One of ${DEMO_SLUGS.join(', ')} (default: standard)`,
    },
    all: { type: 'flag', description: 'All six' },
  },
  async run(context) {
    const { values, environment, json } = context;
    const slugs = chooseStops(values.provider, values.all);
    const directory = environment.dataDirectory ?? 'data';
    const demo = findDemo(directory);
    if (demo === null)
      throw new CommandError(`There is no demo in ${directory}. Start it in another terminal: npm start`);
    await checkRunning(demo);
    const print = (text: string): void => void (json || process.stdout.write(`${text}\n`));
    const walks: Walk[] = [];
    for (const slug of slugs) {
      const stop = openStop(demo, slug);
      print(renderStop(stop));
      walks.push(await walk(stop, (step, number) => print(renderStep(step, number))));
    }
    const ok = walks.every(one => one.ok);
    context.answer({ ok, providers: walks }, renderVerdict(walks));
    return ok ? 0 : 1;
  },
});

function chooseStops(slug: string | undefined, all: boolean): readonly DemoSlug[] {
  if (all && slug !== undefined) throw new UsageError('Write --provider or --all, not both.');
  if (all) return DEMO_SLUGS;
  const known = DEMO_SLUGS.find(one => one === (slug ?? 'standard'));
  if (!known)
    throw new UsageError(`--provider: the demo has no "${slug}". It has: ${DEMO_SLUGS.join(', ')}.`);
  return [known];
}

async function checkRunning({ port }: DemoState): Promise<void> {
  const { server } = addressesOf(port);
  const answer = await fetch(`${server}/livez`).catch(() => null);
  if (!answer?.ok)
    throw new CommandError(`The demo does not answer at ${server}. Start it in another terminal: npm start`);
}
