/** The one style sheet of the hosted pages, inlined under the response's nonce (S-N2): nothing is downloaded. */
import { contrastRatio, isHexColour } from './contrast.ts';

const LIGHT = { ink: '#14213D', paper: '#FFFFFF', accent: '#1B7F6B' };
const DARK = { ink: '#E8ECF4', paper: '#10151F', accent: '#4CC9A8' };

const SHEET = `
*,*::before,*::after{box-sizing:border-box}
:root{color-scheme:light dark;--ink:${LIGHT.ink};--paper:${LIGHT.paper};--line:#E5E7EB;--muted:#4A556B;--edge:#737D8F;--wash:#F6F7F9;--shadow:0 1px 2px rgb(20 33 61/.06),0 12px 32px -12px rgb(20 33 61/.14);--radius:10px}
@media (prefers-color-scheme:dark){:root{--ink:${DARK.ink};--paper:${DARK.paper};--line:#2A3242;--muted:#A9B3C6;--edge:#7C879C;--wash:#192030;--shadow:0 1px 2px rgb(0 0 0/.4),0 12px 32px -12px rgb(0 0 0/.6)}}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,ul,dl,dd,figure{margin:0;padding:0}
ul{list-style:none}
a{color:var(--accent);text-underline-offset:.2em}
bdi{unicode-bidi:isolate}
img{display:block}
svg{flex:none;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.mark{stroke-width:2}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.875rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
main:focus{outline:none}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-6rem;z-index:1;padding:.625rem 1rem;border-radius:var(--radius);background:var(--ink);color:var(--paper)}
.skip:focus{top:1rem}
.column{width:100%;max-width:36rem;margin-inline:auto;padding-inline:1rem}
.narrow .column{max-width:28rem}
.notice{border-bottom:1px solid var(--line);background:var(--wash)}
.notice .column{display:flex;gap:.625rem;align-items:flex-start;padding-block:.75rem}
.notice .icon{margin-top:.125rem}
.top{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.25rem 1rem;padding-block:1.5rem 1rem}
.provider{display:flex;align-items:center;min-height:2.75rem;min-width:0;font-size:1.125rem;font-weight:650;letter-spacing:-.01em}
.provider img{height:2rem;max-width:12rem;object-fit:contain;object-position:left}
.languages{display:flex;margin-inline:-.5rem}
.languages a,.languages span{display:inline-flex;align-items:center;min-height:2.75rem;min-width:2.75rem;justify-content:center;padding-inline:.5rem;font-size:.875rem}
.languages a{color:var(--muted)}
.languages span{font-weight:600}
main{flex:1}
.card{display:grid;gap:1.75rem;padding:2.5rem;border:1px solid var(--line);border-radius:var(--radius);background:var(--paper);box-shadow:var(--shadow)}
.card>*,form>*{min-width:0}
h1{font-size:1.5rem;line-height:1.3;font-weight:650;letter-spacing:-.015em;text-wrap:pretty}
h2{font-size:1rem;line-height:1.5;font-weight:650}
h3{font-size:.875rem;font-weight:600;color:var(--muted)}
.muted,.small{color:var(--muted)}
.small{font-size:.875rem}
.stack{display:grid;gap:.5rem}
.stack-wide{display:grid;gap:1.75rem}
.stack-wide>*{min-width:0}
.stack>.app-line{margin-top:.5rem}
.bottom{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:0 1.5rem;padding-block:1.25rem 2rem;color:var(--muted);font-size:.8125rem}
.bottom ul{display:flex;flex-wrap:wrap;gap:0 1.25rem}
.bottom a,.links a{display:inline-flex;align-items:center;min-height:2.75rem;min-width:2.75rem}
.bottom a{color:var(--muted)}
.secured{display:inline-flex;align-items:center;gap:.5rem;min-height:2.75rem}
.button{display:inline-flex;align-items:center;justify-content:center;min-height:3rem;min-width:2.75rem;padding:.5rem 1.25rem;border:2px solid transparent;border-radius:var(--radius);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;background:var(--ink);color:var(--paper)}
.button:hover{background:color-mix(in srgb,var(--ink) 88%,var(--paper))}
.button.yes{background:var(--accent);color:var(--on-accent)}
.button.yes:hover{background:color-mix(in srgb,var(--accent) 88%,var(--ink))}
.button.quiet{background:none;border-color:var(--edge);color:var(--ink)}
.button.quiet:hover{background:var(--wash)}
.button:focus-visible,.choice:focus-visible,.field input:focus-visible,.field textarea:focus-visible{border-radius:var(--radius)}
.link{display:inline-flex;align-items:center;min-height:2.75rem;min-width:2.75rem;padding:0;border:0;background:none;font:inherit;font-size:.875rem;color:var(--accent);text-decoration:underline;text-underline-offset:.2em;cursor:pointer;text-align:start}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}
.pair .button{padding-inline:.5rem}
.field{display:grid;gap:.375rem}
.field label{font-weight:600;font-size:.9375rem}
.field input,.field textarea{width:100%;min-height:3rem;padding:.5rem .875rem;border:1px solid var(--edge);border-radius:var(--radius);background:var(--paper);color:var(--ink);font:inherit}
.field textarea{resize:vertical}
.field input[aria-invalid]{border-width:2px;border-color:var(--ink)}
.fields{display:grid;gap:1.25rem}
.actions{display:grid;gap:.75rem}
.callout{display:flex;gap:.75rem;padding:1rem;border-radius:var(--radius);background:var(--wash);border:1px solid var(--line)}
.callout strong{display:block}
.callout .icon{margin-top:.125rem}
.tile{display:grid;place-items:center;flex:none;width:3.5rem;height:3.5rem;border:1px solid var(--line);border-radius:var(--radius);background:var(--wash);font-size:1.5rem;font-weight:650;overflow:hidden}
.tile img{width:100%;height:100%;object-fit:contain;background:#FFFFFF}
.tile.small-tile{width:2.75rem;height:2.75rem;font-size:1.125rem;color:var(--ink)}
.joined{display:flex;align-items:center;gap:.75rem}
.joined .join{display:flex;align-items:center;gap:.375rem;color:var(--accent)}
.joined .join::before,.joined .join::after{content:"";width:1.25rem;border-top:2px dotted var(--edge)}
.app-line{display:flex;gap:.875rem;align-items:flex-start}
.app-line>*{min-width:0}
.standing{display:flex;flex-wrap:wrap;align-items:center;gap:.125rem .5rem;font-size:.9375rem}
.badge{display:inline-flex;align-items:center;gap:.375rem;font-weight:600}
.badge.verified{color:var(--accent)}
.question{display:block;margin-top:.375rem;font-weight:400}
.who{display:grid;border:1px solid var(--line);border-radius:var(--radius)}
.who>*{display:grid;grid-template-columns:1.25rem 1fr auto;align-items:center;gap:0 .75rem;padding:.625rem 1rem}
.who>*+*{border-top:1px solid var(--line)}
.who .icon{color:var(--muted)}
.who .words{min-width:0;line-height:1.35}
.who .words span{display:block}
.scopes{display:grid;gap:1.25rem}
.scopes .group{display:grid;gap:.25rem}
.scope{display:grid;grid-template-columns:1.25rem 1fr auto;gap:.125rem .75rem;align-items:start;padding-block:.5rem}
label.scope{grid-template-columns:1.375rem 1.25rem 1fr auto}
.scope>.icon{margin-top:.125rem}
.scope.read>.icon{color:var(--muted)}
.scope .words{min-width:0}
.scope .words>span{display:block}
.scope .title{font-weight:500}
.scope .kind{padding:.0625rem .5rem;border:1px solid var(--line);border-radius:var(--radius);font-size:.8125rem;color:var(--muted)}
.scope.change .kind{border-color:var(--ink);color:var(--ink);font-weight:600}
label.scope{cursor:pointer;min-height:2.75rem}
.scope input{appearance:none;display:grid;place-items:center;flex:none;width:1.375rem;height:1.375rem;margin:.0625rem 0 0;border:2px solid var(--edge);border-radius:5px;background:var(--paper)}
.scope input:checked{border-color:var(--accent);background:var(--accent)}
.scope input:checked::before{content:"";width:.75rem;height:.75rem;background:var(--on-accent);clip-path:polygon(12% 46%,0 60%,38% 94%,100% 22%,86% 10%,37% 68%)}
.new .group{padding-inline-start:1rem;border-inline-start:3px solid var(--accent)}
.cannot{display:grid;gap:.375rem}
.cannot li{display:flex;gap:.75rem;align-items:flex-start;color:var(--muted)}
.cannot .icon{margin-top:.125rem}
.facts{display:grid;gap:1.25rem;padding-top:1.75rem;border-top:1px solid var(--line)}
.facts>div{display:grid;grid-template-columns:1.25rem 1fr;gap:0 .75rem}
.facts>div>.icon{grid-row:span 2;margin-top:.125rem;color:var(--muted)}
.facts dt{font-size:.875rem;color:var(--muted)}
.facts details>summary{margin-inline-start:-.125rem}
.facts .callout{margin-top:.5rem}
.facts dd{grid-column:2;min-width:0}
details>summary{display:flex;align-items:center;gap:.5rem;min-height:2.75rem;cursor:pointer;font-size:.9375rem;list-style:none}
details>summary::-webkit-details-marker{display:none}
details>summary .icon{width:1rem;height:1rem;margin:0}
details[open]>summary .icon{transform:rotate(90deg)}
details code{display:block}
.links{display:flex;flex-wrap:wrap;gap:0 1.25rem;font-size:.875rem}
.choices{display:grid;gap:.75rem}
.choice{display:flex;align-items:center;gap:.875rem;width:100%;min-height:4rem;padding:.75rem 1rem;border:1px solid var(--edge);border-radius:var(--radius);background:var(--paper);color:var(--ink);font:inherit;text-align:start}
button.choice{cursor:pointer}
button.choice:hover{background:var(--wash);border-color:var(--ink)}
.choice .words{flex:1;min-width:0;line-height:1.35}
.choice .words>span{display:block}
.choice .name{font-weight:600}
.choice.blocked{border-style:dashed;border-color:var(--line);background:var(--wash)}
.choice.blocked .name{font-weight:500;color:var(--muted)}
.choice .words>.first{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .75rem}
.recent{font-size:.8125rem;font-weight:600;color:var(--accent)}
.developer{display:grid;gap:1rem;padding-top:1.75rem;border-top:1px solid var(--line);font-size:.9375rem}
.developer dl{display:grid;gap:.75rem}
.developer dt{font-size:.8125rem;color:var(--muted)}
.developer dd code,pre{user-select:all;-webkit-user-select:all}
pre{margin:0;padding:.75rem 1rem;border:1px solid var(--line);border-radius:var(--radius);background:var(--wash);white-space:pre-wrap;overflow-wrap:anywhere}
@media (max-width:30rem){.card{padding:1.5rem 1.25rem;gap:1.5rem}.column{padding-inline:.75rem}.facts,.developer{padding-top:1.5rem}h1{font-size:1.375rem}.top{padding-block:.75rem}.who form{grid-column:2}.scope .kind{grid-column:2;justify-self:start}label.scope .kind{grid-column:3}}
@media (max-width:22rem){.card{padding:1.25rem 1rem}.pair{gap:.5rem}.pair .button{padding-inline:.25rem}.who>*{padding-inline:.75rem}}
@media (prefers-reduced-motion:no-preference){.button,.choice{transition:background-color 120ms,border-color 120ms}}
@media (forced-colors:active){.card,.tile,.button,.choice{border-color:ButtonBorder}.skip{border:1px solid}.scope input{appearance:auto}.scope input::before{display:none}}
`;

interface Accents {
  light: string;
  dark: string;
}

/** Black or white text, whichever reads better on the accent. */
function textOn(accent: string): string {
  const candidates = [LIGHT.paper, DARK.paper];
  return contrastRatio(accent, candidates[0]!) >= contrastRatio(accent, candidates[1]!)
    ? candidates[0]!
    : candidates[1]!;
}

function accentRule(accent: string): string {
  return `:root{--accent:${accent};--on-accent:${textOn(accent)}}`;
}

/** The sheet with the provider's accent. Checked again here: a value that is no `#rrggbb` never reaches the page. */
export function styleSheet(accents: Accents | null): string {
  const usable = accents !== null && isHexColour(accents.light) && isHexColour(accents.dark);
  const { light, dark } = usable ? accents : { light: LIGHT.accent, dark: DARK.accent };
  return `${SHEET}${accentRule(light)}\n@media (prefers-color-scheme:dark){${accentRule(dark)}}\n`;
}
