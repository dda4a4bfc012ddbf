/** What of the audit log is shown: which kind, by whom, about whom, which app, when. */
import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { AUDIT_KINDS, type AuditKind } from '@valetkey/protocol/console-api';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from './account.tsx';
import styles from './administration.module.css';
import { readConnectedApps, readMembers, type AuditFilter } from './queries.ts';

const KINDS = Object.keys(AUDIT_KINDS) as AuditKind[];
const DAY = 86_400;

interface FiltersProps {
  account: Account;
  filter: AuditFilter;
  onFilter: (filter: AuditFilter) => void;
}

export function AuditFilters({ account, filter, onFilter }: FiltersProps) {
  const { t } = useTranslation('administration');
  const set = (name: keyof AuditFilter, value: string | null): void => {
    const { [name]: _, ...rest } = filter;
    onFilter(value === null ? rest : { ...rest, [name]: value });
  };
  return (
    <div className={styles['filters']} role="group" aria-label={t('filter')}>
      <Select
        label={t('audit.kind')}
        data={KINDS.map(kind => ({ value: kind, label: t(`kind.${kind}`) }))}
        value={filter.kind ?? null}
        onChange={value => set('kind', value)}
        placeholder={t('audit.any')}
        clearable
        clearButtonProps={{ 'aria-label': t('audit.any') }}
      />
      <PickMember account={account} label={t('audit.by')} onPick={value => set('actor', value)} />
      <PickMember account={account} label={t('audit.about')} onPick={value => set('member', value)} />
      <PickApp account={account} onPick={value => set('app', value)} />
      <TextInput
        type="date"
        label={t('audit.from')}
        onChange={event => set('from', secondsOf(event.currentTarget.value, 0))}
      />
      <TextInput
        type="date"
        label={t('audit.to')}
        onChange={event => set('to', secondsOf(event.currentTarget.value, DAY))}
      />
    </div>
  );
}

/** A day in the reader's own time; the last day is in it. */
function secondsOf(date: string, plus: number): string | null {
  const ms = new Date(`${date}T00:00:00`).getTime();
  return date === '' || Number.isNaN(ms) || ms < 0 ? null : String(Math.floor(ms / 1000) + plus);
}

interface PickProps {
  account: Account;
  onPick: (id: string | null) => void;
}

function PickMember({ account, label, onPick }: PickProps & { label: string }) {
  const { t } = useTranslation('administration');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const { data } = useQuery({
    queryKey: ['administration', account.id, 'member', search, 'first'],
    queryFn: () => readMembers(account.id, search, null),
    placeholderData: keepPreviousData,
  });
  const options = (data?.items ?? []).map(({ member }) => ({
    value: member.id,
    label: `${member.name} · ${member.email}`,
  }));
  return (
    <Picker label={label} options={options} nobody={t('audit.nobody')} onPick={onPick} onType={setTyped} />
  );
}

function PickApp({ account, onPick }: PickProps) {
  const { t } = useTranslation('administration');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const { data } = useQuery({
    queryKey: ['administration', account.id, 'app', search, 'first'],
    queryFn: () => readConnectedApps(account.id, search, null),
    placeholderData: keepPreviousData,
  });
  const options = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Picker
      label={t('audit.app')}
      options={options}
      nobody={t('empty.filtered.title')}
      onPick={onPick}
      onType={setTyped}
    />
  );
}

interface PickerProps {
  label: string;
  options: readonly { value: string; label: string }[];
  nobody: string;
  onPick: (id: string | null) => void;
  onType: (text: string) => void;
}

/** What was picked stays in the list, whatever is searched for next. */
function Picker({ label, options, nobody, onPick, onType }: PickerProps) {
  const { t } = useTranslation('administration');
  const [picked, setPicked] = useState<{ value: string; label: string } | null>(null);
  const data =
    picked === null || options.some(({ value }) => value === picked.value) ? options : [picked, ...options];
  return (
    <Select
      label={label}
      data={[...data]}
      value={picked?.value ?? null}
      onChange={(value, option) => {
        setPicked(value === null ? null : option);
        onPick(value);
      }}
      onSearchChange={text => onType(text === picked?.label ? '' : text)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('audit.any') }}
      nothingFoundMessage={nobody}
      placeholder={t('audit.any')}
    />
  );
}
