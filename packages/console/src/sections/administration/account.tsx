/** Which account is administered now: the only one, or the one chosen; it stays chosen on the other screens. */
import { Select } from '@mantine/core';
import { Lock } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { provider } from '../../app/page.ts';
import { useSession, type Session } from '../../app/session.ts';
import { State } from '../../parts/states.tsx';

export type Account = Session['accounts'][number];

const CHOSEN = `valetkey-account:${provider.slug}`;

interface Props {
  /** `chooser`: null where there is nothing to choose. */
  children: (account: Account, chooser: ReactNode) => ReactNode;
}

/** Everything below begins anew when another account is chosen. */
export function AdministeredAccount({ children }: Props) {
  const { t } = useTranslation('administration');
  const accounts = useSession().accounts.filter(({ role }) => role === 'administrator');
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(CHOSEN));
  const account = accounts.find(({ id }) => id === chosen) ?? accounts[0];
  if (account === undefined)
    return (
      <State icon={Lock} title={t('nobody.title')} heading={1}>
        {t('nobody.text')}
      </State>
    );
  const choose = (id: string | null): void => {
    if (id === null) return;
    sessionStorage.setItem(CHOSEN, id);
    setChosen(id);
  };
  const chooser = accounts.length > 1 && (
    <Select
      label={t('account')}
      data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
      value={account.id}
      onChange={choose}
      allowDeselect={false}
      w="14rem"
    />
  );
  return <div key={account.id}>{children(account, chooser)}</div>;
}
