/** The consent page as the server renders it for what was typed so far (screen 12). Sandboxed: it runs nothing and sends nothing. */
import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { previewConsent } from '@valetkey/protocol/console-api';
import { useTranslation } from 'react-i18next';
import { call } from '../../app/call.ts';
import { styleNonce } from '../../app/page.ts';
import type { Language } from '../../app/texts.ts';
import { detailsOf, type Draft } from './draft.ts';
import styles from './developers.module.css';

interface ConsentPreviewProps {
  draft: Draft;
  logo: string | null;
  verified: boolean;
}

export function ConsentPreview({ draft, logo, verified }: ConsentPreviewProps) {
  const { t, i18n } = useTranslation('developers');
  const { name, description, publisher, homepageUrl, privacyUrl, termsUrl, scopes, refresh } =
    detailsOf(draft);
  const body = {
    name,
    description,
    publisher,
    homepageUrl,
    privacyUrl,
    termsUrl,
    scopes,
    refresh,
    logo,
    verified,
    redirectUri: draft.redirectUris[0] ?? '',
    locale: i18n.language as Language,
    nonce: styleNonce,
  };
  // By what it says: a new object at each stroke is no new draft.
  const [typed] = useDebouncedValue(JSON.stringify(body), 250);
  const { data } = useQuery({
    queryKey: ['preview', typed],
    queryFn: () => call(previewConsent, { body: JSON.parse(typed) as typeof body }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className={styles['preview']} aria-label={t('preview.title')}>
      <h2>{t('preview.title')}</h2>
      <Text size="sm" c="dimmed">
        {t('preview.text')}
      </Text>
      <iframe title={t('preview.title')} sandbox="" srcDoc={data?.html ?? ''} />
    </section>
  );
}
