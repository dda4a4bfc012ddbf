/** What people wrote about themselves ends up in an administrator's spreadsheet. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderCsv } from './csv.ts';

async function csvOf(...cells: string[]): Promise<string> {
  async function* rows() {
    yield cells;
  }
  let text = '';
  for await (const line of renderCsv(rows())) text += line;
  return text;
}

test('S-N7 a cell that a spreadsheet would calculate is shown as text', async () => {
  for (const evil of ['=1+1', '+1+1', '-2+3', '@SUM(A1)', '\t=1', ' =1', '\u200b=1', '＝1', '|calc', '%0A=1'])
    assert.match(await csvOf(evil), /^\uFEFF"?'/u, JSON.stringify(evil));
  for (const plain of ['Ada', '-5', '12.5', 'a=b', '3 - 2'])
    assert.equal(await csvOf(plain), `\uFEFF${plain}\r\n`, plain);
});

test('RFC 4180 §2: quotes, commas and lines inside a cell stay inside it; one row is one line', async () => {
  assert.equal(await csvOf('a,b', 'say "hi"', 'x\r\ny'), '\uFEFF"a,b","say ""hi""",x y\r\n');
});
