/** The table of commands: the order is the order of the help. */
import type { Command } from './command.ts';
import { accountApps } from './commands/account-apps.ts';
import { accountAudit } from './commands/account-audit.ts';
import { accountCreate } from './commands/account-create.ts';
import { accountIntegrations } from './commands/account-integrations.ts';
import { accountMembers } from './commands/account-members.ts';
import { accountDecide, accountPolicy } from './commands/account-policy.ts';
import { accountRemoveMember } from './commands/account-remove-member.ts';
import { accountAnswer, accountRequests } from './commands/account-requests.ts';
import { accountRevoke } from './commands/account-revoke.ts';
import { accountSetPlan } from './commands/account-set-plan.ts';
import { accountResume, accountSuspend } from './commands/account-suspend.ts';
import { anomalyAnswer } from './commands/anomaly-answer.ts';
import { anomalyList } from './commands/anomaly-list.ts';
import { anomalyRules } from './commands/anomaly-rules.ts';
import { anomalyShow } from './commands/anomaly-show.ts';
import { apiKeyCreate } from './commands/api-key-create.ts';
import { apiKeyList } from './commands/api-key-list.ts';
import { apiKeyRevoke } from './commands/api-key-revoke.ts';
import { appApprove } from './commands/app-approve.ts';
import { appCredentialLink } from './commands/app-credential-link.ts';
import { appCreate } from './commands/app-create.ts';
import { appDelete } from './commands/app-delete.ts';
import { appList } from './commands/app-list.ts';
import { appAskChanges, appRefuse, appTell } from './commands/app-answer.ts';
import { appInvite, appPeople, appRemovePerson } from './commands/app-people.ts';
import { appLimit } from './commands/app-limit.ts';
import { appReview, appSubmit, appTakeBack } from './commands/app-review.ts';
import { appUnverify, appVerify } from './commands/app-verify.ts';
import { appRevokeSecret } from './commands/app-revoke-secret.ts';
import { appRotateSecret } from './commands/app-rotate-secret.ts';
import { appShow } from './commands/app-show.ts';
import { appResume, appSuspend } from './commands/app-suspend.ts';
import { appUpdate } from './commands/app-update.ts';
import { auditSeal, auditVerify } from './commands/audit.ts';
import { backup } from './commands/backup.ts';
import { configCheck } from './commands/config-check.ts';
import { connectionList } from './commands/connection-list.ts';
import { connectionRevoke } from './commands/connection-revoke.ts';
import { demo } from './commands/demo.ts';
import { doctor } from './commands/doctor.ts';
import { events } from './commands/events.ts';
import { keysList } from './commands/keys-list.ts';
import { keysRotate } from './commands/keys-rotate.ts';
import { providerOverview } from './commands/provider-overview.ts';
import { providerCheckLogin, providerShow } from './commands/provider-show.ts';
import { apiKeySunset } from './commands/api-key-sunset.ts';
import { providerList } from './commands/provider-list.ts';
import { quickstart } from './commands/quickstart.ts';
import { requests } from './commands/requests.ts';
import { migrate, migrateStatus } from './commands/migrate.ts';
import { migrateStore } from './commands/migrate-store.ts';
import { restore } from './commands/restore.ts';
import { serve } from './commands/serve.ts';
import { tour } from './commands/tour.ts';
import { userCreate } from './commands/user-create.ts';
import { userErase, userExport } from './commands/user-data.ts';
import { userDisable, userEnable } from './commands/user-disable.ts';
import { userNotices } from './commands/user-notices.ts';
import { userSetPassword } from './commands/user-set-password.ts';
import { usage } from './commands/usage.ts';
import { webhookDelete, webhookSendAgain, webhookTest, webhookUpdate } from './commands/webhook-change.ts';
import { webhookCreate, webhookRotateSecret } from './commands/webhook-create.ts';
import { webhookDeliveries, webhookList } from './commands/webhook-list.ts';

export const COMMANDS: readonly Command[] = [
  serve,
  demo,
  tour,
  configCheck,
  doctor,
  migrate,
  migrateStatus,
  migrateStore,
  backup,
  restore,
  providerList,
  providerShow,
  providerOverview,
  providerCheckLogin,
  appCreate,
  appList,
  appShow,
  appApprove,
  appAskChanges,
  appRefuse,
  appTell,
  appVerify,
  appUnverify,
  appLimit,
  appCredentialLink,
  appSuspend,
  appResume,
  appRotateSecret,
  appRevokeSecret,
  quickstart,
  appUpdate,
  appSubmit,
  appTakeBack,
  appReview,
  appPeople,
  appInvite,
  appRemovePerson,
  appDelete,
  accountCreate,
  accountSetPlan,
  accountSuspend,
  accountResume,
  accountIntegrations,
  accountApps,
  accountMembers,
  accountRemoveMember,
  accountRevoke,
  accountPolicy,
  accountDecide,
  accountRequests,
  accountAnswer,
  accountAudit,
  userCreate,
  userDisable,
  userEnable,
  userSetPassword,
  userExport,
  userErase,
  userNotices,
  apiKeyCreate,
  apiKeyList,
  apiKeyRevoke,
  apiKeySunset,
  connectionList,
  connectionRevoke,
  webhookCreate,
  webhookList,
  webhookUpdate,
  webhookRotateSecret,
  webhookDelete,
  webhookTest,
  webhookDeliveries,
  webhookSendAgain,
  events,
  auditVerify,
  auditSeal,
  requests,
  usage,
  anomalyList,
  anomalyShow,
  anomalyAnswer,
  anomalyRules,
  keysList,
  keysRotate,
];
