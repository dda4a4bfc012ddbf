/** What administrators of an account do: taking access back in parts, deciding about apps, answering requests; and what members hear. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectionState, familyState } from '../liveness.ts';
import { StoreConflictError } from '../store.ts';
import { act, connect, consent, createApp, createParty, id, NOW, PROVIDER, userRow } from './fixtures.ts';
import type { Subject } from './suite.ts';

const BOSS = act(NOW, 'user:boss');
const REASON = 'test';

export function administrationTests(store: Subject): void {
  /** An account with three members, each with one connection. */
  async function openOffice() {
    const first = await connect(store());
    const { app, account } = first;
    const connections = [first.connection];
    for (const name of ['Bob', 'Cyd']) {
      const user = await store().createUser(userRow({ name }), act());
      await store().putMember(account.id, user.id, 'member', act());
      connections.push(await consent(store(), { app, account, user }));
    }
    return { ...first, connections };
  }

  test('S-O4 access is taken back in parts: each ends as a whole, the rest lives on, and the same call goes on with it', async () => {
    const { account, family, connections } = await openOffice();
    const untouched = await connect(store());
    const revoke = async () =>
      await store().revokeAccess(
        { accountId: account.id },
        { actId: account.id, reason: REASON, limit: 2 },
        BOSS,
      );
    const live = async (): Promise<number> =>
      (await store().listConnections({ accountId: account.id, limit: 9 })).length;
    const part = await revoke();
    assert.deepEqual([part.connections, part.tokens, part.members.length, part.more], [2, 1, 2, true]);
    assert.equal(await live(), 1);
    assert.equal(familyState((await store().findFamily(family.id))!, NOW).live, false);
    assert.deepEqual([(await revoke()).connections, await live(), (await revoke()).connections], [1, 0, 0]);
    const events = await store().listRecentEvents({
      accountId: account.id,
      types: ['connection.revoked'],
      limit: 9,
    });
    assert.deepEqual(
      new Set(
        events.map(
          ({ connectionId, actor, detail }) => `${connectionId} ${actor} ${detail['reason'] as string}`,
        ),
      ),
      new Set(connections.map(connection => `${connection.id} ${BOSS.actor} ${REASON}`)),
    );
    const other = (await store().findConnectionById(untouched.connection.id))!;
    assert.equal(connectionState(other).live, true);
  });

  test('S-O3 a member gets one notice an act, however many calls it takes; whoever acts gets none', async () => {
    const { user, account, app } = await openOffice();
    await consent(store(), { app: await createApp(store(), { name: 'Second' }), user, account });
    const actId = id();
    for (let call = 0; call < 5; call++)
      await store().revokeAccess(
        { accountId: account.id, userId: user.id },
        { actId, reason: REASON, limit: 1 },
        BOSS,
      );
    const [notice, ...others] = await store().listNotices(user.id, 9);
    assert.deepEqual([others, notice?.count, notice?.reason, notice?.actor], [[], 2, REASON, BOSS.actor]);
    assert.deepEqual(notice?.names.toSorted(), [app.name, 'Second']);
    assert.deepEqual(await store().findNotice(user.id, actId), notice);
    assert.equal(await store().findNotice(id(), actId), null);
    assert.equal(await store().dismissNotice('somebody', actId, act()), false);
    assert.equal(await store().dismissNotice(user.id, actId, act()), true);
    assert.deepEqual(await store().listNotices(user.id, 9), []);
    await consent(store(), { app, user, account });
    const own = act(NOW, `user:${user.id}`);
    await store().revokeAccess({ accountId: account.id }, { actId: id(), reason: REASON, limit: 9 }, own);
    assert.deepEqual(await store().listNotices(user.id, 9), []);
  });

  test('R50 the policy decides about live connections and new consents; lifted, they live as before', async () => {
    const { app, user, account, connection } = await connect(store());
    const isLive = async (): Promise<boolean> =>
      connectionState((await store().findConnectionById(connection.id))!).live;
    const mayConsent = async (): Promise<boolean> => {
      const ids = { provider: PROVIDER, appId: app.id, userId: user.id, accountId: account.id };
      return !(
        'refused' in
        (await store().recordConsent({ ...ids, newId: id(), scopes: ['read'], exact: false }, act()))
      );
    };
    const both = async () => [await isLive(), await mayConsent()];
    await store().setPolicyMode(account.id, 'approved', BOSS);
    assert.deepEqual(await both(), [false, false]);
    await store().decideApp(account.id, app.id, 'allowed', '', BOSS);
    assert.deepEqual(await both(), [true, true]);
    await store().setPolicyMode(account.id, 'none', BOSS);
    assert.deepEqual(await both(), [false, false]);
    await store().setPolicyMode(account.id, 'all', BOSS);
    await store().decideApp(account.id, app.id, 'blocked', '', BOSS);
    assert.deepEqual(await both(), [false, false]);
    assert.equal(await store().decideApp(account.id, app.id, 'undecided', '', BOSS), true);
    assert.equal(await store().decideApp(account.id, app.id, 'undecided', '', BOSS), false);
    assert.deepEqual(await both(), [true, true]);
    assert.equal((await store().findAccount(account.id))?.appPolicy, null, 'nothing decided costs nothing');
  });

  test('a refresh obeys the policy, and takes up again where it was stopped', async () => {
    const { app, account, family } = await connect(store());
    const rotate = async () =>
      await store().rotateFamily(
        {
          id: family.id,
          appId: app.id,
          generation: 0,
          keyId: 'k1',
          idleExpiresAt: null,
          replayWindowSeconds: 0,
        },
        act(),
      );
    await store().decideApp(account.id, app.id, 'blocked', '', BOSS);
    assert.deepEqual(await rotate(), { outcome: 'refused', reason: 'app_not_allowed' });
    await store().decideApp(account.id, app.id, 'undecided', '', BOSS);
    assert.equal((await rotate()).outcome, 'rotated');
  });

  test('S-E1 ten administrators decide about ten apps and the mode at once: nobody’s decision is lost', async () => {
    const { account } = await createParty(store());
    const ids = Array.from({ length: 10 }, () => id());
    await Promise.all([
      store().setPolicyMode(account.id, 'approved', BOSS),
      ...ids.map(appId => store().decideApp(account.id, appId, 'allowed', '', BOSS)),
    ]);
    const policy = (await store().findAccount(account.id))?.appPolicy;
    assert.deepEqual([policy?.mode, new Set(policy?.allowed)], ['approved', new Set(ids)]);
    const twice = [1, 2].map(() => store().setPolicyMode(account.id, 'none', BOSS));
    assert.equal((await Promise.all(twice)).filter(Boolean).length, 1);
  });

  test('a policy holds 500 decisions: one more is refused and changes nothing', async () => {
    const { account } = await createParty(store());
    const ids = Array.from({ length: 500 }, () => id());
    await Promise.all(ids.map(appId => store().decideApp(account.id, appId, 'blocked', '', BOSS)));
    await assert.rejects(store().decideApp(account.id, id(), 'allowed', '', BOSS), StoreConflictError);
    await store().decideApp(account.id, ids[0]!, 'allowed', '', BOSS);
    assert.equal((await store().findAccount(account.id))?.appPolicy?.blocked.length, 499);
  });

  test('S-M9 whoever asks twice asks once; an answer reaches all who asked for the app, and it may be asked again', async () => {
    const { app, user, account } = await createParty(store());
    const other = await store().createUser(userRow(), act());
    const request = (userId: string) =>
      store().requestApproval(
        { id: id(), provider: PROVIDER, accountId: account.id, appId: app.id, userId, message: 'Please' },
        act(),
      );
    const asked = [await request(user.id), await request(user.id), await request(other.id)];
    assert.deepEqual(asked, [true, false, true]);
    const open = async () =>
      await store().listApprovalRequests({ accountId: account.id, status: 'open', limit: 9 });
    const [newest, ...rest] = await open();
    assert.deepEqual([newest?.user.id, newest?.app.id, rest.length], [other.id, app.id, 1]);
    const after = await store().listApprovalRequests({
      accountId: account.id,
      status: 'open',
      after: newest!.request.id,
      limit: 9,
    });
    assert.deepEqual(after, rest);
    assert.deepEqual(await store().findApprovalRequest(newest!.request.id), newest);
    assert.equal(await store().findApprovalRequest(id()), null);
    const answers = [1, 2].map(() => store().answerRequests(account.id, app.id, 'refused', 'No', BOSS));
    assert.deepEqual(
      new Set(await Promise.all(answers)),
      new Set([0, 2]),
      'of two who answer at once one does',
    );
    assert.deepEqual(await open(), []);
    assert.equal((await store().findOwnRequest(account.id, app.id, user.id))?.reason, 'No');
    assert.deepEqual(
      (await store().listNotices(user.id, 9)).map(({ kind, reason }) => [kind, reason]),
      [['request_refused', 'No']],
    );
    assert.equal(await request(user.id), true);
    await store().decideApp(account.id, app.id, 'allowed', 'Yes', BOSS);
    assert.deepEqual(await open(), []);
    assert.equal((await store().listNotices(user.id, 9))[0]?.kind, 'request_approved');
  });

  test('members and connected apps by name, in pages, each with what is live', async () => {
    const { account, app } = await openOffice();
    const names = async (filter: object) =>
      (await store().listMembers({ accountId: account.id, limit: 9, ...filter })).map(row => row.user.name);
    assert.deepEqual(await names({}), ['Ada', 'Bob', 'Cyd']);
    assert.deepEqual(await names({ search: 'BOB' }), ['Bob']);
    const [ada] = await store().listMembers({ accountId: account.id, limit: 1 });
    assert.deepEqual(await names({ after: ada!.user.id }), ['Bob', 'Cyd']);
    assert.deepEqual([ada?.connections, ada?.apiKeys, ada?.role], [1, 0, 'member']);
    const apps = async (filter: object) =>
      await store().listConnectedApps({ accountId: account.id, limit: 9, ...filter });
    assert.deepEqual(
      (await apps({})).map(({ app: { id: appId }, connections, members }) => [appId, connections, members]),
      [[app.id, 3, 3]],
    );
    assert.deepEqual(await apps({ after: app.id }), []);
    assert.deepEqual(await apps({ search: 'nothing' }), []);
  });

  test('S-O6 whoever is no administrator any more loses what they connected as one', async () => {
    const { user, account, app } = await createParty(store());
    await store().putMember(account.id, user.id, 'administrator', act());
    const connection = await consent(store(), { app, user, account });
    await store().putMember(account.id, user.id, 'administrator', act());
    assert.equal((await store().findConnectionById(connection.id))?.connection.revokedAt, null);
    await store().putMember(account.id, user.id, 'member', act());
    assert.equal((await store().findConnectionById(connection.id))?.connection.revokeReason, 'role_lost');
  });
}
