/** What every database of a vault must do: register it in a test file under the database's name. Uses `node:test`. */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ClientError } from '../../errors.ts';
import { SecretText } from '../../secret-text.ts';
import type { ConnectionRecord } from '../connection-record.ts';
import { Vault } from '../vault.ts';
import type { ConnectionRow, VaultStore } from '../vault-store.ts';

function row(change: Partial<ConnectionRow> = {}): ConnectionRow {
  return {
    id: randomUUID(),
    provider: 'crm',
    owner: `owner-${randomUUID()}`,
    subject: null,
    state: 'connected',
    reason: null,
    version: 1,
    sealed: 'v1.key.a.b',
    connectedAt: 1_700_000_000,
    updatedAt: 1_700_000_000,
    ...change,
  };
}

function record(change: Partial<ConnectionRecord> = {}): ConnectionRecord {
  const { sealed: _sealed, ...plain } = row();
  const tokens = {
    access: new SecretText('access'),
    refresh: null,
    expiresAt: null,
    receivedAt: 1,
    scopes: ['a'],
  };
  return { ...plain, tokens, ...change };
}

/**
 * @param open Gives a store on a new, empty database.
 * @example
 * vaultConformance('my database', async () => openMyStore());
 */
export function vaultConformance(name: string, open: () => Promise<VaultStore>): void {
  describe(`${name}: connections`, () => connectionTests(open));
  describe(`${name}: attempts and leases`, () => turnTests(open));
  describe(`${name}: keys`, () => keyTests(open));
}

function connectionTests(open: () => Promise<VaultStore>): void {
  let store: VaultStore;
  before(async () => void (store = await open()));
  after(() => store.close());

  test('a connection comes back as it was written, once', async () => {
    const written = row({ subject: 'acc/usr', reason: 'ü "quoted" \n' });
    assert.equal(await store.insertConnection(written), true);
    assert.equal(await store.insertConnection({ ...written, owner: 'other' }), false);
    assert.deepEqual(await store.findConnection(written.id), written);
    assert.equal(await store.findConnection(randomUUID()), null);
  });

  test('an owner’s connections, oldest first, of all providers or of one', async () => {
    const owner = `owner-${randomUUID()}`;
    const younger = row({ owner, connectedAt: 20 });
    const older = row({ owner, connectedAt: 10, provider: 'mail' });
    for (const one of [younger, older, row()]) await store.insertConnection(one);
    assert.deepEqual(await store.findByOwner(owner), [older, younger]);
    assert.deepEqual(await store.findByOwner(owner, 'mail'), [older]);
    assert.deepEqual(await store.findByOwner('nobody'), []);
  });

  test('a subject is found within its provider only, also one that a later write named', async () => {
    const subject = `acc/${randomUUID()}`;
    const first = row({ subject });
    const second = row();
    await store.insertConnection(first);
    await store.insertConnection(row({ subject, provider: 'mail' }));
    await store.insertConnection(second);
    await store.replaceConnection({ ...second, subject, version: 2 }, 1);
    const found = await store.findBySubject('crm', subject);
    assert.deepEqual(found.map(one => one.id).toSorted(), [first.id, second.id].toSorted());
  });

  test('S-R7 of many who write upon the same version one wins', async () => {
    const written = row();
    await store.insertConnection(written);
    const tries = Array.from({ length: 8 }, (_, i) =>
      store.replaceConnection({ ...written, version: 2, sealed: `s${i}` }, 1),
    );
    const wins = await Promise.all(tries);
    assert.equal(wins.filter(Boolean).length, 1);
    assert.equal((await store.findConnection(written.id))?.sealed, `s${wins.indexOf(true)}`);
  });

  test('what is deleted is nowhere, and cannot be written', async () => {
    const written = row({ subject: `acc/${randomUUID()}` });
    await store.insertConnection(written);
    assert.equal(await store.deleteConnection(written.id), true);
    assert.equal(await store.deleteConnection(written.id), false);
    assert.equal(await store.findConnection(written.id), null);
    assert.deepEqual(await store.findByOwner(written.owner), []);
    assert.deepEqual(await store.findBySubject('crm', written.subject!), []);
    assert.equal(await store.replaceConnection({ ...written, version: 2 }, 1), false);
  });

  test('a walk over all connections meets each once, in the order of the ids', async () => {
    for (let i = 0; i < 7; i++) await store.insertConnection(row());
    const met: string[] = [];
    for (
      let page = await store.listConnections('', 3);
      page.length > 0;
      page = await store.listConnections(met.at(-1)!, 3)
    ) {
      met.push(...page.map(one => one.id));
    }
    assert.ok(met.length >= 7);
    assert.deepEqual(met, [...new Set(met)].toSorted());
  });
}

function turnTests(open: () => Promise<VaultStore>): void {
  let store: VaultStore;
  before(async () => void (store = await open()));
  after(() => store.close());

  test('S-R1 an attempt is consumed once, by one of many', async () => {
    const key = randomUUID();
    await store.putAttempt(key, 'sealed', 600);
    const answers = await Promise.all(Array.from({ length: 8 }, async () => store.consumeAttempt(key)));
    assert.deepEqual(
      answers.filter(answer => answer !== null),
      ['sealed'],
    );
    assert.equal(await store.consumeAttempt(key), null);
  });

  test('S-R1 an attempt whose time is over is gone', async () => {
    const key = randomUUID();
    await store.putAttempt(key, 'sealed', 0.05);
    await sleep(120);
    assert.equal(await store.consumeAttempt(key), null);
  });

  test('S-R7 one of many takes a lease; it may prolong it; only it can give it back', async () => {
    const name = randomUUID();
    const taken = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async holder => store.takeLease(name, holder, 5000)),
    );
    assert.equal(taken.filter(Boolean).length, 1);
    const holder = ['a', 'b', 'c', 'd'][taken.indexOf(true)]!;
    assert.equal(await store.takeLease(name, holder, 5000), true);
    await store.releaseLease(name, 'somebody');
    assert.equal(await store.takeLease(name, 'somebody', 5000), false);
    await store.releaseLease(name, holder);
    assert.equal(await store.takeLease(name, 'somebody', 5000), true);
  });

  test('S-R7 a lease whose holder is gone is free when its time is over', async () => {
    const name = randomUUID();
    assert.equal(await store.takeLease(name, 'gone', 60), true);
    assert.equal(await store.takeLease(name, 'next', 60), false);
    await sleep(150);
    assert.equal(await store.takeLease(name, 'next', 60), true);
  });

  test('a note is written only upon what was read', async () => {
    const name = randomUUID();
    assert.equal(await store.readNote(name), null);
    assert.equal(await store.writeNote(name, 'one', null), true);
    assert.equal(await store.writeNote(name, 'two', null), false);
    assert.equal(await store.writeNote(name, 'two', 'wrong'), false);
    assert.equal(await store.writeNote(name, 'two', 'one'), true);
    assert.equal(await store.readNote(name), 'two');
  });
}

function keyTests(open: () => Promise<VaultStore>): void {
  const isCode = (code: string) => (error: unknown) => error instanceof ClientError && error.code === code;

  test('S-T6 a vault refuses a key that is not its own, before anything is written', async () => {
    const store = await open();
    await new Vault(store, { key: randomBytes(32) }).ready();
    const wrong = new Vault(store, { key: randomBytes(32) });
    await assert.rejects(wrong.insert(record()), isCode('vault_key'));
    assert.deepEqual(await store.listConnections('', 10), []);
    await store.close();
  });

  test('S-R6 keys rotate while the vault is used; then the old one can go', async () => {
    const store = await open();
    const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
    const before = new Vault(store, { key: oldKey });
    const records = Array.from({ length: 5 }, () => record());
    for (const one of records) await before.insert(one);
    const during = new Vault(store, { key: newKey, previousKeys: [oldKey] });
    assert.equal((await during.find(records[0]!.id))?.tokens.access.reveal(), 'access');
    assert.deepEqual(await during.rotateKeys(), { resealed: 5 });
    const afterwards = new Vault(store, { key: newKey });
    for (const { id } of records) assert.equal((await afterwards.find(id))?.tokens.access.reveal(), 'access');
    await assert.rejects(new Vault(store, { key: oldKey }).find(records[0]!.id), isCode('vault_key'));
    await store.close();
  });

  test('S-R6 a sealed text in another row, of another owner or of an older write is refused', async () => {
    const store = await open();
    const vault = new Vault(store, { key: randomBytes(32) });
    const [mine, theirs] = [record(), record()];
    await vault.insert(mine);
    await vault.insert(theirs);
    const first = (await store.findConnection(mine.id))!;
    const other = (await store.findConnection(theirs.id))!;
    const forged: readonly Partial<ConnectionRow>[] = [
      { sealed: other.sealed },
      { owner: 'mallory' },
      { provider: 'mail' },
      { version: 7 },
      { sealed: first.sealed.replace(/.$/, last => (last === 'A' ? 'E' : 'A')) },
    ];
    for (const change of forged) {
      const current = (await store.findConnection(mine.id))!;
      await store.replaceConnection({ ...first, ...change }, current.version);
      await assert.rejects(vault.find(mine.id), isCode('vault_record'), JSON.stringify(Object.keys(change)));
    }
    await store.close();
  });
}
