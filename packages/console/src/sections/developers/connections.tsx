/** The accounts an app may open (R9). Not who said yes, and no token. */
import { Table, Text } from '@mantine/core';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Plug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { State } from '../../parts/states.tsx';
import { When } from '../../parts/when.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { connectionsQuery, useApp } from './app.ts';

export function AppConnections() {
  const { t } = useTranslation('developers');
  const app = useApp();
  const list = useSuspenseInfiniteQuery(connectionsQuery(app.id));
  const items = list.data.pages.flatMap(page => page.items);
  if (items.length === 0)
    return (
      <State icon={Plug} title={t('accounts.empty.title')}>
        {t('accounts.empty.text')}
      </State>
    );
  return (
    <>
      <Text c="dimmed" mb="md">
        {t('accounts.text')}
      </Text>
      <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('fact.account')}</Table.Th>
              <Table.Th scope="col">{t('field.scopes')}</Table.Th>
              <Table.Th scope="col">{t('fact.connected')}</Table.Th>
              <Table.Th scope="col">{t('fact.lastUsed')}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t('fact.calls30')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map(item => (
              <Table.Tr key={item.id}>
                <Table.Th scope="row">{item.account}</Table.Th>
                <Table.Td>
                  <code>{item.scopes.join(' ')}</code>
                </Table.Td>
                <Table.Td>
                  <When at={item.connectedAt} />
                </Table.Td>
                <Table.Td>
                  <When at={item.lastUsedAt} />
                </Table.Td>
                <Table.Td className="tabular" ta="right">
                  {t('calls', { count: item.calls30Days })}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <MoreButton of={list} />
    </>
  );
}
