/** What exactly is wrong, in the reader's language: the sentence that the app gets in English. */
import { translate, type Catalogue, type PageLocale, type Sentence } from '@valetkey/protocol';
import { de } from '@valetkey/protocol/sentences/de';
import { en } from '@valetkey/protocol/sentences/en';
import { es } from '@valetkey/protocol/sentences/es';
import { fr } from '@valetkey/protocol/sentences/fr';
import { nl } from '@valetkey/protocol/sentences/nl';

const SENTENCES: Readonly<Record<PageLocale, Catalogue>> = { en, nl, de, fr, es };

export function sentenceText(locale: PageLocale, sentence: Sentence): string {
  return translate(sentence, SENTENCES[locale]);
}
