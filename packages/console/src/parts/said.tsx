/** What the server said when it refused, or wrote down: in the person's language. What no catalogue has stays as it came, in English. */
import { translate, type Catalogue } from '@valetkey/protocol';
import { useTranslation } from 'react-i18next';

/** Nothing until the catalogue is there: a refusal must not take the screen away. */
export function useSaid(): (text: string) => string {
  const { i18n, ready } = useTranslation('sentences', { useSuspense: false });
  const catalogue = i18n.getResourceBundle(i18n.language, 'sentences') as Catalogue | undefined;
  return text => (ready && catalogue !== undefined ? translate(text, catalogue) : '');
}

export function Said({ text }: { text: string }) {
  const words = useSaid()(text);
  return <span lang={words === text ? 'en' : undefined}>{words}</span>;
}
