/** Settings → Integrations. */
export const texts = {
  section: 'Settings',
  integrations: 'Integrations',
  'integrations.title': 'Active Integrations',
  'integrations.lead': 'The apps and keys that can open your data. Take access back at any time.',
} as const;

export type Texts = Readonly<Record<keyof typeof texts, string>>;
