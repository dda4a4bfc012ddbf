/** Operation → Apps (screen 21): all of them, searched and filtered. */
import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { LayoutGrid, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../parts/page-header.tsx';
import { State } from '../../parts/states.tsx';
import { AppList } from './app-list.tsx';
import type { AppFilter } from './app-queries.ts';

const FILTERS: Readonly<Record<string, AppFilter>> = {
  all: {},
  approved: { status: 'approved' },
  unverified: { status: 'approved', verified: 'no' },
  verified: { verified: 'yes' },
  in_review: { status: 'in_review' },
  draft: { status: 'draft' },
  suspended: { status: 'suspended' },
};

export function Apps() {
  const { t } = useTranslation('operation');
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const [shown, setShown] = useState('all');
  return (
    <>
      <PageHeader trail={[t('place.operation')]} title={t('screen.apps')} lead={t('apps.lead')} />
      <Group mb="md" align="flex-end">
        <TextInput
          value={typed}
          onChange={event => setTyped(event.currentTarget.value)}
          label={t('apps.search')}
          leftSection={<Search size={16} aria-hidden />}
          flex="1 1 14rem"
          maw="24rem"
          maxLength={100}
        />
        <NativeSelect
          label={t('apps.show')}
          value={shown}
          onChange={event => setShown(event.currentTarget.value)}
          data={Object.keys(FILTERS).map(value => ({ value, label: t(`filter.${value}`) }))}
        />
      </Group>
      <AppList
        filter={{ ...FILTERS[shown], ...(search === '' ? {} : { search }) }}
        empty={
          <State icon={LayoutGrid} title={t('apps.none')}>
            {t('apps.none.text')}
          </State>
        }
      />
    </>
  );
}
