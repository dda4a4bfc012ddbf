/** Letters and digits that look like a Latin letter: those of Cyrillic, Greek and Armenian, and what is typed instead (Unicode TS 39). */

const GROUPS: Readonly<Record<string, string>> = {
  a: 'аαɑ4',
  b: 'ЬьвβƄ8',
  c: 'сϲⅽ',
  d: 'ԁɗⅾ',
  e: 'еєҽεɛ3',
  f: 'ƒſ',
  g: 'ɡցɢ9',
  h: 'һհнη',
  i: 'іιıɩ',
  j: 'јϳ',
  k: 'кκ',
  l: 'ӏ1ⅼן',
  m: 'мⅿ',
  n: 'пոռ',
  o: 'оοσօ0',
  p: 'рρ',
  q: 'ԛզ',
  r: 'гᴦ',
  s: 'ѕꜱ5',
  t: 'тτ',
  u: 'υսᴜμ',
  v: 'νѵⅴ',
  w: 'ԝωѡ',
  x: 'хχ',
  y: 'уγүʏ',
  z: 'ᴢ2',
};

export const SIMILAR_LETTERS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(GROUPS).flatMap(([latin, others]) => [...others].map(other => [other, latin] as const)),
  // One stroke: i, l and 1 are told apart by their dot alone, in capitals by nothing.
  ['i', 'l'],
  ['і', 'l'],
  ['ι', 'l'],
  ['ı', 'l'],
  ['ɩ', 'l'],
]);
