/** Wires the verbs to an engine: which of them read, which of them write. An engine supplies nothing but the two runners. */
import * as accountLists from './sql/account-lists.ts';
import * as anomalies from './sql/anomalies.ts';
import * as apiKeys from './sql/api-keys.ts';
import * as appInvitations from './sql/app-invitations.ts';
import * as appMembers from './sql/app-members.ts';
import { findAppProgress } from './sql/app-progress.ts';
import * as appNotes from './sql/app-notes.ts';
import * as appPolicy from './sql/app-policy.ts';
import * as appSecrets from './sql/app-secrets.ts';
import * as appControls from './sql/app-controls.ts';
import * as auditSeals from './sql/audit-seals.ts';
import * as apps from './sql/apps.ts';
import { deleteApp } from './sql/delete-app.ts';
import * as browsers from './sql/browsers.ts';
import * as connections from './sql/connections.ts';
import * as credentialLinks from './sql/credential-links.ts';
import { recordConsent } from './sql/consent.ts';
import * as endedAtOnce from './sql/ended-at-once.ts';
import { erasePerson } from './sql/erase-person.ts';
import * as events from './sql/events.ts';
import * as families from './sql/families.ts';
import * as housekeeping from './sql/housekeeping.ts';
import * as interactions from './sql/interactions.ts';
import * as keySunsets from './sql/key-sunsets.ts';
import * as keys from './sql/keys.ts';
import * as members from './sql/members.ts';
import * as outbox from './sql/outbox.ts';
import * as notices from './sql/notices.ts';
import * as overview from './sql/overview.ts';
import * as people from './sql/people.ts';
import { redeemCode } from './sql/redeem-code.ts';
import { revokeAccess } from './sql/revoke-access.ts';
import { revokeAll } from './sql/revoke-all.ts';
import { rotateFamily } from './sql/rotate-family.ts';
import { addIssued } from './sql/token-hours.ts';
import { takeQuota } from './sql/quota.ts';
import { exportPerson } from './sql/person-data.ts';
import * as requestLog from './sql/request-log.ts';
import * as usage from './sql/usage.ts';
import * as usageSums from './sql/usage-sums.ts';
import * as usageWeeks from './sql/usage-weeks.ts';
import * as webhooks from './sql/webhooks.ts';
import type { FamilyContext } from './rows.ts';
import type { Follower, RotateOutcome, Store } from './store.ts';
import type { Engine, Verb } from './verb.ts';

/** What is told to others decides about nothing else: these writes make nothing forgotten that is remembered. */
const WEBHOOKS = (): Follower => 'webhooks';
const MAIL = (): Follower => 'mail';

export function buildStore(engine: Engine): Store {
  const reads =
    <A extends unknown[], T>(verb: (...parameters: A) => Verb<T>) =>
    (...parameters: A): Promise<T> =>
      engine.read(() => verb(...parameters));
  /** For what each request asks anew: rows that change seldom, found by one id. */
  const recalls =
    <A extends string[], T>(what: string, verb: (...ids: A) => Verb<T>) =>
    (...ids: A): Promise<T> =>
      engine.recall(`${what} ${ids.join(' ')}`, () => verb(...ids));
  const writes =
    <A extends unknown[], T>(verb: (...parameters: A) => Verb<T>, keyOf?: (...parameters: A) => string) =>
    (...parameters: A): Promise<T> =>
      engine.write(() => verb(...parameters), keyOf?.(...parameters));

  const findSession = recalls('session', browsers.findSession);
  return {
    createAccount: writes(people.createAccount),
    createUser: writes(people.createUser),
    putMember: writes(members.putMember),
    removeMember: writes(members.removeMember),
    setUserStatus: writes(people.setUserStatus),
    setPasswordHash: writes(people.setPasswordHash),
    setAccountStatus: writes(people.setAccountStatus),
    setAccountPlan: writes(people.setAccountPlan),
    upsertPerson: writes(members.upsertPerson),
    exportPerson: reads(exportPerson),
    erasePerson: writes(erasePerson),
    findUser: reads(people.findUser),
    findUserByEmail: reads(people.findUserByEmail),
    findAccount: reads(people.findAccount),
    findAccountByName: reads(people.findAccountByName),
    listMemberships: recalls('memberships', people.listMemberships),

    createApp: writes(apps.createApp),
    updateApp: writes(apps.updateApp),
    setAppStatus: writes(apps.setAppStatus),
    moveApp: writes(apps.moveApp),
    deleteApp: writes(deleteApp),
    findApp: recalls('app', apps.findApp),
    listApps: reads(apps.listApps),
    listApprovedApps: reads(apps.listApprovedApps),
    searchApps: reads(apps.searchApps),
    listAppNames: reads(apps.listAppNames),
    setAppVerified: writes(apps.setAppVerified),
    findAppControls: recalls('controls', appControls.findAppControls),
    setAppLimits: writes(appControls.setAppLimits),
    createCredentialLink: writes(credentialLinks.createCredentialLink),
    findCredentialLink: reads(credentialLinks.findCredentialLink),
    listCredentialLinks: reads(credentialLinks.listCredentialLinks),
    consumeCredentialLink: writes(credentialLinks.consumeCredentialLink),
    findOwnFamily: recalls('own-family', apps.findOwnFamily),
    addAppSecret: writes(appSecrets.addAppSecret),
    revokeAppSecret: writes(appSecrets.revokeAppSecret),
    listAppSecrets: recalls('secrets', appSecrets.listAppSecrets),
    touchAppSecret: writes(appSecrets.touchAppSecret, appId => `secrets ${appId}`),

    findAppRole: recalls('app-role', appMembers.findAppRole),
    listAppsOf: reads(appMembers.listAppsOf),
    claimApps: writes(appMembers.claimApps),
    hasClaimableApps: reads(appMembers.hasClaimableApps),
    listAppMembers: reads(appMembers.listAppMembers),
    removeAppMember: writes(appMembers.removeAppMember),
    inviteToApp: writes(appInvitations.inviteToApp),
    findAppInvitation: reads(appInvitations.findAppInvitation),
    listAppInvitations: reads(appInvitations.listAppInvitations),
    endAppInvitation: writes(appInvitations.endAppInvitation),
    addAppNote: writes(appNotes.addAppNote),
    listAppNotes: reads(appNotes.listAppNotes),

    findAppProgress: reads(findAppProgress),
    recordConsent: writes(recordConsent),
    recordDenial: writes(events.appendEvent, () => 'event'),
    findConnection: recalls('consent', connections.findConnection),
    findConnectionById: recalls('connection', connections.findConnectionById),
    countConnections: reads(connections.countConnections),
    listConnections: reads(connections.listConnections),
    redeemCode: writes(redeemCode, family => `family ${family.id}`),
    rotateFamily: (rotation, act) =>
      engine.write(() => rotateFamily(rotation, act), `family ${rotation.id}`, afterRotation),
    findFamily: recalls('family', families.findFamily),
    summariseFamilies: reads(families.summariseFamilies),
    findFamilyByTokenHash: reads(families.findFamilyByTokenHash),
    revokeFamily: writes(families.revokeFamily),
    revokeConnection: writes(connections.revokeConnection),
    revokeAll: writes(revokeAll),

    countListedConnections: reads(connections.countListedConnections),
    countListedApiKeys: reads(apiKeys.countListedApiKeys),
    revokeAccess: writes(revokeAccess),

    listMembers: reads(accountLists.listMembers),
    listConnectedApps: reads(accountLists.listConnectedApps),
    setPolicyMode: writes(appPolicy.setPolicyMode),
    decideApp: writes(appPolicy.decideApp),
    requestApproval: writes(appPolicy.requestApproval),
    answerRequests: writes(appPolicy.answerRequests),
    listApprovalRequests: reads(appPolicy.listApprovalRequests),
    findApprovalRequest: reads(appPolicy.findApprovalRequest),
    findOwnRequest: reads(appPolicy.findOwnRequest),
    listNotices: reads(notices.listNotices),
    findNotice: reads(notices.findNotice),
    dismissNotice: writes(notices.dismissNotice),

    createApiKey: writes(apiKeys.createApiKey),
    revokeApiKey: writes(apiKeys.revokeApiKey),
    countApiKeys: reads(overview.countApiKeys),
    findKeySunset: reads(keySunsets.findKeySunset),
    announceKeySunset: writes(keySunsets.announceKeySunset),
    withdrawKeySunset: writes(keySunsets.withdrawKeySunset),
    findApiKey: reads(apiKeys.findApiKey),
    listApiKeys: reads(apiKeys.listApiKeys),

    createSession: writes(browsers.createSession),
    findSession: async (idHash, now) => {
      const found = await findSession(idHash);
      return found !== null && found.session.expiresAt > now ? found : null;
    },
    touchSession: writes(browsers.touchSession, idHash => `session ${idHash}`),
    endSession: writes(browsers.endSession),
    endSessionsOf: writes(browsers.endSessionsOf),
    createInteraction: writes(interactions.createInteraction, ({ id }) => `interaction ${id}`),
    findInteraction: reads(interactions.findInteraction),
    findAnsweredInteraction: reads(interactions.findAnsweredInteraction),
    updateInteraction: writes(interactions.updateInteraction, id => `interaction ${id}`),
    answerLogin: writes(interactions.answerLogin, id => `interaction ${id}`),
    consumeLoginTicket: writes(interactions.consumeLoginTicket, id => `interaction ${id}`),
    consumeInteraction: writes(interactions.consumeInteraction, id => `interaction ${id}`),
    claimState: writes(browsers.claimState, claim => `state ${claim.appId} ${claim.stateHash}`),

    addKey: writes(keys.addKey),
    revokeKey: writes(keys.revokeKey),
    listKeys: reads(keys.listKeys),

    appendEvent: writes(events.appendEvent, () => 'event'),
    listEvents: reads(events.listEvents),
    listRecentEvents: reads(events.listRecentEvents),
    countEvents: reads(events.countEvents),
    lastEventSeq: reads(events.lastEventSeq),
    findAuditHead: reads(auditSeals.findAuditHead),
    addSeal: writes(auditSeals.addSeal, () => 'audit'),
    findLastSeal: reads(auditSeals.findLastSeal),
    findTrimmedSeal: reads(auditSeals.findTrimmedSeal),
    listSeals: reads(auditSeals.listSeals),
    trimSeal: writes(auditSeals.trimSeal, () => 'audit'),
    appendRequestLog: writes(requestLog.appendRequestLog, () => 'request log'),
    listRequestLog: reads(requestLog.listRequestLog),
    addUsage: writes(usage.addUsage),
    sumUsageByTime: reads(usageSums.sumUsageByTime),
    sumConnectionsByTime: reads(connections.sumConnectionsByTime),
    addIssued: writes(addIssued, () => 'issued tokens'),
    sumChangesByDay: reads(overview.sumChangesByDay),
    countForOverview: reads(overview.countForOverview),
    sumUsageByRoute: reads(usageSums.sumUsageByRoute),
    sumUsageByApp: reads(usageSums.sumUsageByApp),
    listUsageDays: reads(usageWeeks.listUsageDays),
    sumCalls: reads(usageWeeks.sumCalls),
    findOwnIds: reads(usage.findOwnIds),
    findUsageTraits: reads(usage.findUsageTraits),
    recordAnomaly: writes(anomalies.recordAnomaly),
    throttleAnomaly: writes(anomalies.throttleAnomaly),
    closeAnomaly: writes(anomalies.closeAnomaly),
    findAnomaly: reads(anomalies.findAnomaly),
    listAnomalies: reads(anomalies.listAnomalies),
    listThrottled: reads(anomalies.listThrottled),
    countNewConnections: reads(anomalies.countNewConnections),
    takeQuota: writes(takeQuota, quota => `quota ${quota.day} ${quota.limitKey} ${quota.scope}`),

    findPlace: reads(outbox.findPlace),
    moveOn: writes(outbox.moveOn, ({ follower }) => follower),
    createWebhookEndpoint: writes(webhooks.createWebhookEndpoint),
    findWebhookEndpoint: reads(webhooks.findWebhookEndpoint),
    listWebhookEndpoints: reads(webhooks.listWebhookEndpoints),
    updateWebhookEndpoint: writes(webhooks.updateWebhookEndpoint, WEBHOOKS),
    replaceWebhookSecret: writes(webhooks.replaceWebhookSecret, WEBHOOKS),
    deleteWebhookEndpoint: writes(webhooks.deleteWebhookEndpoint, WEBHOOKS),
    leaseWebhookEndpoints: writes(webhooks.leaseWebhookEndpoints, WEBHOOKS),
    releaseWebhookEndpoint: writes(webhooks.releaseWebhookEndpoint, WEBHOOKS),
    hasDueDeliveries: reads(webhooks.hasDueDeliveries),
    listDueDeliveries: reads(webhooks.listDueDeliveries),
    addWebhookDelivery: writes(webhooks.addWebhookDelivery, WEBHOOKS),
    findWebhookDelivery: reads(webhooks.findWebhookDelivery),
    listWebhookDeliveries: reads(webhooks.listWebhookDeliveries),
    repeatWebhookDelivery: writes(webhooks.repeatWebhookDelivery, WEBHOOKS),
    recordWebhookAttempt: writes(webhooks.recordWebhookAttempt, WEBHOOKS),
    listConnectionsEndedBy: reads(endedAtOnce.listConnectionsEndedBy),
    listEndedAccess: reads(endedAtOnce.listEndedAccess),
    tellExpiringSecrets: writes(outbox.tellExpiringSecrets, () => 'expiring secrets'),
    hasDueMails: reads(outbox.hasDueMails),
    leaseMails: writes(outbox.leaseMails, MAIL),
    settleMail: writes(outbox.settleMail, MAIL),
    noteLocale: writes(outbox.noteLocale, userId => `locale ${userId}`),
    findLocale: reads(outbox.findLocale),

    cleanUp: writes(housekeeping.cleanUp),
    listMigrations: reads(overview.listMigrations),
    countRows: reads(housekeeping.countRows),
    ping: writes(housekeeping.ping, () => 'ping'),
    nowMs: () => engine.nowMs(),
    close: () => engine.close(),
  };
}

/** What is remembered of a family after a refresh: everything but its own row is as it was. */
function afterRotation(known: unknown, outcome: RotateOutcome): unknown {
  const context = known as FamilyContext | null;
  if (context === null || outcome.outcome !== 'rotated') return undefined;
  return { ...context, family: outcome.family };
}
