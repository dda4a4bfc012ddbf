/** A section of the console: for whom it is, its entries in the navigation. Its screens are routes, its texts are in its own `locales/`. */
import type { LucideIcon } from 'lucide-react';
import type { Session } from './session.ts';

export interface Section {
  /** Also the folder, and the namespace of its texts. */
  name: string;
  isFor(session: Session): boolean;
  /** `text`: a key of the texts of every screen, as its heading `place.{name}` is. */
  entries: readonly { to: string; icon: LucideIcon; text: string }[];
}
