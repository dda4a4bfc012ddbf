/** Bodies: types, encodings, repetitions. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readForm, readFormOrJson, readJson, readPageForm } from './bodies.ts';

const FORM = 'application/x-www-form-urlencoded';
const body = (contentType: string, text: string | Buffer) => ({
  contentType,
  bytes: Buffer.from(text as string),
});

test('an absent or empty form is an empty one; JSON is never absent', () => {
  assert.deepEqual(readForm(null).names(), []);
  assert.deepEqual(readForm(body('', '')).names(), []);
  assert.throws(() => readJson(null), { code: 'unsupported_media_type' });
  assert.throws(() => readJson(body('application/json', '')), { code: 'invalid_request' });
});

test('S-C3 a charset other than UTF-8 is refused, in any spelling of the parameter', () => {
  for (const type of [
    FORM,
    `${FORM};charset=utf-8`,
    `${FORM} ; charset = "UTF-8"`,
    FORM.toUpperCase(),
    `${FORM}; boundary=x`,
  ])
    assert.equal(readForm(body(type, 'a=b')).get('a'), 'b', type);
  for (const type of [
    `${FORM};charset=utf-16`,
    `${FORM};charset=`,
    `${FORM};charset`,
    `${FORM};charset=utf-8;charset=latin1`,
    `${FORM}; CHARSET=utf-7`,
  ])
    assert.throws(() => readForm(body(type, 'a=b')), { code: 'unsupported_media_type' }, type);
});

test('S-V14 bytes that are no UTF-8 are refused, not replaced', () => {
  for (const read of [readForm, readFormOrJson])
    assert.throws(() => read(body(FORM, Buffer.from([0x61, 0x3d, 0xff]))), { code: 'invalid_request' });
  assert.throws(() => readJson(body('application/json', Buffer.from([0x22, 0xc3, 0x22]))), {
    code: 'invalid_request',
  });
});

test('S-A14 S-A15 names of prototypes are names, empty values are absent', () => {
  const params = readForm(body(FORM, '__proto__=x&constructor=y&scope[]=z&empty='));
  assert.deepEqual(
    ['__proto__', 'constructor', 'scope[]', 'empty'].map(name => params.get(name)),
    ['x', 'y', 'z', undefined],
  );
  const json = readFormOrJson(body('application/json', '{"__proto__":"x","constructor":"y"}'));
  assert.deepEqual(
    [json.get('__proto__'), json.get('constructor'), json.get('toString')],
    ['x', 'y', undefined],
  );
  assert.equal(({} as Record<string, unknown>)['x'], undefined);
});

test('S-C4 a member that stands twice in JSON is refused, whatever stands in the strings', () => {
  const read = (text: string) => readFormOrJson(body('application/json', text));
  for (const text of ['{"a":"1","a":"2"}', '{"a":"1","b":"2","a":"1"}', '{"\\u0061":"1","a":"2"}'])
    assert.throws(() => read(text), { code: 'invalid_request' }, text);
  assert.equal(read('{"a":"\\"a\\":\\"b\\",","b":"{\\"x\\":1}"}').get('a'), '"a":"b",');
  assert.equal(read('{}').get('a'), undefined);
  assert.equal(read('\u{feff}{"a":"1"}').get('a'), '1', 'a byte order mark is none of the text');
});

test('S-V6 JSON of another form, depth or size is refused', () => {
  const read = (text: string) => readFormOrJson(body('application/json', text));
  for (const text of [
    '[]',
    '1',
    'null',
    '"x"',
    '{"a":1}',
    '{"a":null}',
    '{"a":["b"]}',
    '{"a":{"b":"c"}}',
    '{"a":"\\ud800"}',
    '{a:1}',
    '{"a":"1"',
    '['.repeat(30_000),
  ])
    assert.throws(() => read(text), { code: 'invalid_request' }, text.slice(0, 40));
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`p${i}`, 'x']));
  assert.throws(() => read(JSON.stringify(many)), { code: 'invalid_request' });
});

test('a form of our pages may repeat names, and comes as browsers send it', () => {
  assert.deepEqual(readPageForm(body(FORM, 'scope=a&scope=b')).getAll('scope'), ['a', 'b']);
  for (const type of ['', 'text/plain', 'multipart/form-data; boundary=x', 'application/json'])
    assert.throws(() => readPageForm(body(type, 'a=b')), { code: 'unsupported_media_type' });
  assert.throws(() => readPageForm(null), { code: 'unsupported_media_type' });
});
