/** The style sheet: the same calm language as Valetkey's pages, in this app's own colour. */
import { constant } from './html.ts';

export const style = constant(`
:root { color-scheme: light dark; --ink: #14213d; --quiet: #566079; --paper: #f7f7fb; --card: #ffffff; --line: #e3e5ee;
  --accent: #4338ca; --on-accent: #ffffff; --tint: #eef0fe; --ending: #b42318; --good: #17694f; --good-tint: #e9f6f1; --ending-tint: #fdf0ee;
  --shadow: 0 1px 3px rgb(20 33 61 / .08); }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf4; --quiet: #a3acc0; --paper: #10151f; --card: #171d2a; --line: #2a3244;
  --accent: #a5b0ff; --on-accent: #141a33; --tint: #222a4a; --ending: #ff9b8f; --good: #6fd6b0; --good-tint: #16302a; --ending-tint: #3a2023;
  --shadow: none; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 0 clamp(12px, 4vw, 32px); background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; overflow-wrap: break-word; }
.brand, main, footer { max-width: 960px; margin-inline: auto; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 12px; top: 8px; padding: 8px 14px; background: var(--card); color: var(--accent); border-radius: 10px; }
.brand { padding: 20px 0; }
.brand a { display: inline-flex; align-items: center; gap: 10px; color: var(--ink); font-weight: 650; text-decoration: none; letter-spacing: -.01em; }
.mark { width: 30px; height: 30px; padding: 5px; border-radius: 8px; background: var(--accent); fill: none; stroke: var(--on-accent); stroke-width: 3.4; stroke-linecap: round; }
.opening { padding: clamp(20px, 5vw, 48px) 0 clamp(24px, 4vw, 40px); max-width: 38rem; }
h1 { margin: 0 0 12px; font-size: clamp(1.7rem, 5vw, 2.4rem); line-height: 1.15; letter-spacing: -.025em; text-wrap: balance; }
.opening p { margin: 0; color: var(--quiet); font-size: 1.06rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 16px; }
.card { display: flex; flex-direction: column; gap: 14px; min-width: 0; padding: clamp(16px, 3vw, 24px); background: var(--card);
  border: 1px solid var(--line); border-radius: 10px; box-shadow: var(--shadow); scroll-margin-top: 16px; }
.card > * { margin: 0; }
.card.connected { grid-column: 1 / -1; gap: 18px; }
.card.alone { max-width: 38rem; margin: clamp(20px, 6vw, 64px) auto; }
.card.alone h1 { font-size: 1.6rem; }
.card > header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: start; gap: 12px; }
h2 { margin: 0; font-size: 1.2rem; line-height: 1.3; letter-spacing: -.01em; }
.quiet, small { color: var(--quiet); font-size: .9rem; }
.host { margin: 0; }
.state { flex: none; padding: 2px 10px; border-radius: 99px; background: var(--good-tint); color: var(--good); font-size: .875rem; font-weight: 600; }
.state.ended { background: var(--tint); color: var(--quiet); }
.start { margin-top: auto; padding-top: 4px; display: flex; flex-wrap: wrap; gap: 12px 20px; align-items: center; }
.button, button { display: inline-block; min-height: 44px; padding: 9px 18px; border: 1px solid transparent; border-radius: 10px; font: inherit; font-weight: 600;
  text-align: center; text-decoration: none; cursor: pointer; }
.button { background: var(--accent); color: var(--on-accent); }
.cards .start .button { width: 100%; }
button { background: transparent; border-color: var(--line); color: var(--ink); }
button.ending { color: var(--ending); }
.button:hover { filter: brightness(1.1); } button:hover { background: var(--tint); } button.ending:hover { background: var(--ending-tint); }
a.second { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.buttons { display: flex; flex-wrap: wrap; gap: 10px; padding-top: 4px; }
.notice { padding: 12px 14px; border-radius: 10px; background: var(--tint); }
.notice p { margin: 0; } .notice .refusal { margin-top: 6px; font-size: .9rem; }
.notice.good { background: var(--good-tint); } .notice.problem { background: var(--ending-tint); }
.notice strong { margin-right: .15em; }
.sign { display: inline-grid; place-items: center; width: 20px; height: 20px; margin-right: 8px; border-radius: 50%; border: 1.5px solid currentColor; font-size: 11px; font-weight: 700; line-height: 1; vertical-align: 2px; }
.good .sign { color: var(--good); } .problem .sign { color: var(--ending); } .calm .sign { color: var(--accent); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 7.5rem), 1fr)); gap: 14px 20px; padding: 4px 0; }
dt { color: var(--quiet); font-size: .875rem; } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
.facts > div { display: flex; flex-direction: column; justify-content: space-between; }
dd.big { font-size: 1.7rem; line-height: 1.2; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 24px 32px; padding-top: 18px; border-top: 1px solid var(--line); }
.charts:empty { display: none; }
figure { margin: 0; min-width: 0; }
figcaption { font-weight: 600; margin-bottom: 6px; } figcaption small { display: block; font-weight: 400; }
figure svg { display: block; width: 100%; max-width: 420px; height: auto; margin-bottom: 8px; }
svg text { font-size: 14px; fill: var(--ink); } svg .value { fill: var(--quiet); font-variant-numeric: tabular-nums; }
svg .bar { fill: var(--accent); } svg .axis { stroke: var(--line); }
summary { cursor: pointer; color: var(--accent); font-size: .9rem; width: fit-content; padding: 3px 0; }
table { width: 100%; border-collapse: collapse; margin-top: 6px; font-size: .9rem; }
th, td { padding: 6px 8px 6px 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); font-weight: 400; overflow-wrap: anywhere; }
th { color: var(--quiet); } .number { text-align: right; padding-right: 0; font-variant-numeric: tabular-nums; }
code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
td > code:only-child { white-space: nowrap; }
pre { margin: 6px 0 0; padding: 14px; border-radius: 10px; background: var(--paper); border: 1px solid var(--line); white-space: pre-wrap; }
footer { padding: 32px 0 40px; color: var(--quiet); font-size: .875rem; }
@media (forced-colors: active) { .button { border-color: ButtonText; } svg .bar { fill: Highlight; } }
`);
