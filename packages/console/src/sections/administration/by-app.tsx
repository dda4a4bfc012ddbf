/** The apps that are connected to an account, each with what it holds, and what was decided about it. */
import { Blocks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Standing } from '../../parts/standing.tsx';
import { DecisionMark } from './decision.tsx';
import { Holder, HolderList, type HoldersProps } from './holders.tsx';
import { readConnectedApps } from './queries.ts';

export function ByApp({ account, onShow, onRevoke }: HoldersProps) {
  const { t } = useTranslation('administration');
  return (
    <HolderList
      by="app"
      icon={Blocks}
      account={account}
      read={(search, after) => readConnectedApps(account.id, search, after)}
      render={({ id, name, publisher, standing, decision, connections, members, lastUsedAt }) => (
        <Holder
          key={id}
          name={name}
          holds={[t('connections', { count: connections }), t('members', { count: members })]}
          lastUsedAt={lastUsedAt}
          onShow={() => onShow({ by: 'app', id, name })}
          onRevoke={() => onRevoke({ kind: 'app', name, body: { app: id } })}
        >
          {t('by', { publisher })}
          <Standing of={standing} />
          <DecisionMark of={decision} />
        </Holder>
      )}
    />
  );
}
