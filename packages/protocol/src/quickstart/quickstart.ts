/** A quickstart: one language's shortest complete program that connects an account and calls the API, filled in with an app's own values. */
import type { QuickstartApp } from './quickstart-app.ts';

export const QUICKSTART_LANGUAGES = [
  'curl',
  'python',
  'node',
  'valetkey-client',
  'java',
  'ruby',
  'omniauth',
  'php',
  'csharp',
  'go',
  'swift',
] as const;

export type QuickstartLanguage = (typeof QUICKSTART_LANGUAGES)[number];

/** A library that people still find and should not take (R58). */
interface DeadLibrary {
  name: string;
  successor: string;
}

export interface QuickstartFile {
  name: string;
  text: string;
}

export interface Quickstart {
  language: QuickstartLanguage;
  title: string;
  library: string;
  dead?: DeadLibrary;
  /** One line of a shell each. */
  install(app: QuickstartApp): readonly string[];
  run(app: QuickstartApp): readonly string[];
  /** The program first; after it what its tool needs. */
  files(app: QuickstartApp): readonly QuickstartFile[];
}

/** A program of several lines: what a condition leaves out is `null`. */
export function lines(...parts: readonly (string | null)[]): string {
  return `${parts
    .filter(part => part !== null)
    .map(part => part.replace(/^\n/, '').trimEnd())
    .join('\n')}\n`;
}
