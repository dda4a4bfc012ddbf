/** Every table with its primary key, those that others refer to first: the order in which rows can be copied. */

export const ALL_TABLES = [
  { name: 'accounts', key: ['id'] },
  { name: 'users', key: ['id'] },
  { name: 'memberships', key: ['user_id', 'account_id'] },
  { name: 'apps', key: ['id'] },
  { name: 'app_secrets', key: ['id'] },
  { name: 'app_controls', key: ['app_id'] },
  { name: 'credential_links', key: ['hash'] },
  { name: 'key_sunsets', key: ['provider'] },
  { name: 'app_members', key: ['app_id', 'user_id'] },
  { name: 'app_invitations', key: ['id'] },
  { name: 'app_notes', key: ['id'] },
  { name: 'connections', key: ['id'] },
  { name: 'families', key: ['id'] },
  { name: 'api_keys', key: ['id'] },
  { name: 'approval_requests', key: ['id'] },
  { name: 'notices', key: ['user_id', 'act_id'] },
  { name: 'sessions', key: ['id_hash'] },
  { name: 'interactions', key: ['id'] },
  { name: 'state_claims', key: ['app_id', 'state_hash'] },
  { name: 'keys', key: ['id'] },
  { name: 'events', key: ['seq'] },
  { name: 'audit_seals', key: ['number'] },
  { name: 'request_log', key: ['id'] },
  { name: 'token_hours', key: ['provider', 'app_id', 'hour'] },
  { name: 'usage_hours', key: ['provider', 'app_id', 'route', 'hour'] },
  { name: 'usage_days', key: ['credential', 'day'] },
  { name: 'usage_route_days', key: ['provider', 'app_id', 'route', 'day'] },
  { name: 'usage_weeks', key: ['credential', 'week'] },
  { name: 'usage_traits', key: ['credential'] },
  { name: 'usage_reports', key: ['id'] },
  { name: 'anomalies', key: ['id'] },
  { name: 'webhook_endpoints', key: ['id'] },
  { name: 'webhook_deliveries', key: ['id'] },
  { name: 'mails', key: ['id'] },
  { name: 'quota_days', key: ['day', 'limit_key', 'scope'] },
  { name: 'markers', key: ['name'] },
] as const satisfies readonly TableWithKey[];

export interface TableWithKey {
  readonly name: string;
  readonly key: readonly string[];
}
