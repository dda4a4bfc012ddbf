/** Who is signed in, language, colours, and the way out. */
import { Avatar, Menu, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { endSession } from '@valetkey/protocol/console-api';
import { Check, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/call.ts';
import { goToSignIn } from '../app/sign-in.ts';
import { useSession } from '../app/session.ts';
import { LANGUAGES, chooseLanguage, type Language } from '../app/texts.ts';

const SCHEMES = { auto: Monitor, light: Sun, dark: Moon } as const;

export function PersonMenu() {
  const { t } = useTranslation();
  const { user } = useSession();
  const signOut = useMutation({ mutationFn: () => call(endSession, {}), onSuccess: () => goToSignIn() });
  return (
    <Menu position="bottom-end" width={264} closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton aria-label={t('person.menu', { name: user.name })} p={4}>
          <Avatar name={user.name} size={36} color="accent" variant="light" aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: '0.5rem 0.75rem' }}>
          <Text fw={600} size="sm">
            {user.name}
          </Text>
          <Text size="sm" c="dimmed">
            {user.email}
          </Text>
        </div>
        <Menu.Divider />
        <Languages />
        <Menu.Divider />
        <Colours />
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={18} aria-hidden />} onClick={() => signOut.mutate()}>
          {t('person.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Languages() {
  const { t, i18n } = useTranslation();
  return (
    <>
      <Menu.Label>{t('person.language')}</Menu.Label>
      {Object.entries(LANGUAGES).map(([language, name]) => (
        <Choice
          key={language}
          chosen={i18n.resolvedLanguage === language}
          lang={language}
          onChoose={() => void chooseLanguage(language as Language)}
        >
          {name}
        </Choice>
      ))}
    </>
  );
}

function Colours() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('person.colours')}</Menu.Label>
      {(Object.keys(SCHEMES) as (keyof typeof SCHEMES)[]).map(scheme => {
        const Icon = SCHEMES[scheme];
        return (
          <Choice
            key={scheme}
            chosen={colorScheme === scheme}
            icon={<Icon size={18} aria-hidden />}
            onChoose={() => setColorScheme(scheme)}
          >
            {t(`person.scheme.${scheme}`)}
          </Choice>
        );
      })}
    </>
  );
}

interface ChoiceProps {
  chosen: boolean;
  onChoose: () => void;
  children: React.ReactNode;
  icon?: React.ReactNode;
  lang?: string;
}

function Choice({ chosen, onChoose, children, icon, lang }: ChoiceProps) {
  return (
    <Menu.Item
      role="menuitemradio"
      aria-checked={chosen}
      lang={lang}
      leftSection={icon}
      rightSection={chosen ? <Check size={16} aria-hidden /> : null}
      onClick={onChoose}
    >
      {children}
    </Menu.Item>
  );
}
