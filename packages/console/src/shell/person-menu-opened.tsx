/** Who is signed in, language, colours, and the way out. */
import { Menu, Text, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { endSession } from '@valetkey/protocol/console-api';
import { LogOut } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../app/call.ts';
import { remember } from '../app/page.ts';
import { goToSignIn } from '../app/sign-in.ts';
import { useSession } from '../app/session.ts';
import { LANGUAGES, chooseLanguage, type Language } from '../app/texts.ts';
import { PersonButton } from './person-button.tsx';

const SCHEMES: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

/** Opens once it is there and its button has the focus: that is where the focus goes back to. */
export function PersonMenuOpened() {
  const { t } = useTranslation();
  const { user } = useSession();
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
    setOpened(true);
  }, []);
  const signOut = useMutation({ mutationFn: () => call(endSession, {}), onSuccess: () => goToSignIn() });
  return (
    <Menu position="bottom-end" width={264} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <PersonButton ref={button} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text span display="block" fw={600} size="sm" c="var(--mantine-color-text)">
            {user.name}
          </Text>
          <Text span display="block" size="sm">
            {user.email}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Languages />
        <Menu.Divider />
        <Colours />
        <Menu.Divider />
        <Menu.Item
          leftSection={<LogOut size={18} aria-hidden />}
          closeMenuOnClick={false}
          onClick={() => signOut.mutate()}
        >
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
      <Menu.RadioGroup
        value={i18n.resolvedLanguage ?? null}
        onChange={language => void chooseLanguage(language as Language)}
      >
        {Object.entries(LANGUAGES).map(([language, name]) => (
          <Menu.RadioItem key={language} value={language} lang={language} closeMenuOnClick={false}>
            {name}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

function Colours() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const choose = (scheme: string): void => {
    setColorScheme(scheme as MantineColorScheme);
    remember('colours', scheme);
  };
  return (
    <>
      <Menu.Label>{t('person.colours')}</Menu.Label>
      <Menu.RadioGroup value={colorScheme} onChange={choose}>
        {SCHEMES.map(scheme => (
          <Menu.RadioItem key={scheme} value={scheme} closeMenuOnClick={false}>
            {t(`person.scheme.${scheme}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
