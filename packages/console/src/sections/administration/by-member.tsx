/** The members of an account, each with what acts for them. Who is a member is not decided here. */
import { Badge, Text } from '@mantine/core';
import { Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { provider } from '../../app/page.ts';
import { Holder, HolderList, type HoldersProps } from './holders.tsx';
import { readMembers } from './queries.ts';

export function ByMember({ account, onShow, onRevoke }: HoldersProps) {
  const { t } = useTranslation('administration');
  return (
    <>
      <HolderList
        by="member"
        icon={Users}
        account={account}
        read={(search, after) => readMembers(account.id, search, after)}
        render={({ member: { id, name, email }, role, connections, apiKeys, lastUsedAt }) => (
          <Holder
            key={id}
            name={name}
            holds={[t('connections', { count: connections }), t('keys', { count: apiKeys })]}
            lastUsedAt={lastUsedAt}
            onShow={connections + apiKeys > 0 ? () => onShow({ by: 'member', id, name }) : null}
            onRevoke={() => onRevoke({ kind: 'member', name, body: { member: id } })}
          >
            {email}
            {role === 'administrator' && <Badge variant="default">{t('role.administrator')}</Badge>}
          </Holder>
        )}
      />
      <Text size="sm" c="dimmed" mt="md">
        {t('members.managed', { provider: provider.name })}
      </Text>
    </>
  );
}
