/** Administration → Audit log (screen 10): who did what to whom on the account. */
import { Group, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { AUDIT_KINDS, exportAudit } from '@valetkey/protocol/console-api';
import {
  Ban,
  Building2,
  CircleCheck,
  KeyRound,
  ScrollText,
  ShieldCheck,
  Ticket,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../app/call.ts';
import { ExportButton } from '../../parts/export-button.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ListLoading, Problem, State } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import { AdministeredAccount, type Account } from './account.tsx';
import styles from './administration.module.css';
import { AuditFilters } from './audit-filters.tsx';
import { auditQuery, type AuditEntry, type AuditFilter } from './queries.ts';

export function Audit() {
  return (
    <AdministeredAccount>
      {(account, chooser) => <AuditOf account={account} chooser={chooser} />}
    </AdministeredAccount>
  );
}

function AuditOf({ account, chooser }: { account: Account; chooser: ReactNode }) {
  const { t } = useTranslation('administration');
  const [filter, setFilter] = useState<AuditFilter>({});
  const list = useInfiniteQuery(auditQuery(account.id, filter));
  return (
    <>
      <PageHeader
        trail={[t('place.administration'), account.name]}
        title={t('screen.audit')}
        lead={t('audit.lead', { account: account.name })}
        actions={chooser}
      />
      {list.isError ? (
        <Problem error={list.error} reset={() => void list.refetch()} />
      ) : (
        <>
          <AuditFilters account={account} filter={filter} onFilter={setFilter} />
          {list.isPending ? <ListLoading /> : <Entries items={list.data.pages.flatMap(page => page.items)} />}
          <Group mt="lg" gap="md" align="flex-start">
            <MoreButton of={list} mt={0} />
            <ExportButton
              fileName={`${account.name}-audit.csv`}
              ask={() => ask(exportAudit, { ids: { accountId: account.id }, body: filter })}
            />
          </Group>
          <Text size="sm" c="dimmed" mt="sm">
            {t('audit.exportTold')}
          </Text>
        </>
      )}
    </>
  );
}

const ICONS: Readonly<Record<keyof typeof AUDIT_KINDS, LucideIcon>> = {
  access: CircleCheck,
  tokens: Ticket,
  keys: KeyRound,
  policy: ShieldCheck,
  people: Users,
  account: Building2,
};
const ENDS: ReadonlySet<string> = new Set([
  'connection.revoked',
  'account.revoked',
  'api_key.revoked',
  'member.removed',
]);

function iconOf(type: AuditEntry['type']): LucideIcon {
  if (ENDS.has(type)) return Ban;
  const kind = Object.entries(AUDIT_KINDS).find(([, types]) => (types as readonly string[]).includes(type));
  return ICONS[kind![0] as keyof typeof AUDIT_KINDS];
}

function Entries({ items }: { items: readonly AuditEntry[] }) {
  const { t } = useTranslation('administration');
  if (items.length === 0)
    return (
      <div className="card">
        <State icon={ScrollText} title={t('audit.empty')} />
      </div>
    );
  return (
    <ol className={styles['entries']} aria-label={t('screen.audit')}>
      {items.map(entry => (
        <Entry key={entry.seq} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation('administration');
  const { type, at, actor, app, member, reason, facts } = entry;
  const Icon = iconOf(type);
  const about = [
    app?.name,
    member !== null && member.id !== actor.id ? t('audit.member', { name: member.name }) : undefined,
  ].filter(part => part !== undefined);
  return (
    <li className={styles['entry']}>
      <span className={styles['icon']}>
        <Icon size={15} aria-hidden />
      </span>
      <div className={styles['words']}>
        <Text fw={550}>{t(`event.${type}`)}</Text>
        <Text size="sm">
          {actor.kind === 'member' || actor.kind === 'app' ? actor.name : t(`actor.${actor.kind}`)}
          {about.length > 0 && <> → {about.join(' · ')}</>}
        </Text>
        {reason !== null && (
          <Text size="sm" c="dimmed">
            {t('audit.reason', { reason })}
          </Text>
        )}
        {facts.length > 0 && (
          <Text size="sm" c="dimmed" ff="monospace">
            {facts.join(' · ')}
          </Text>
        )}
      </div>
      <Text size="sm" c="dimmed" className="tabular">
        <When at={at} />
      </Text>
    </li>
  );
}
