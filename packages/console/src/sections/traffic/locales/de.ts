import type { Texts } from './en.ts';

export const texts: Texts = {
  'range.day': '24 Stunden',
  'range.week': '7 Tage',
  'range.month': '30 Tage',
  'range.quarter': '90 Tage',
  'usage.range': 'Wie weit zurück',
  'usage.calls': 'Aufrufe',
  'usage.connections': 'Verbindungen',
  'usage.routes': 'Nach Route',
  'usage.route': 'Route',
  'usage.time': 'Ab (UTC)',
  'usage.note':
    'Gezählt von den Wächtern der API, die alle paar Sekunden berichten. Fehler sind Antworten ab 500.',
  'usage.empty.title': 'Noch wurde nichts gezählt',
  'usage.empty.text':
    'Aufrufe der API mit den Tokens dieser App erscheinen hier binnen einer Minute, neue Verbindungen ebenso.',
  'series.calls': 'Aufrufe',
  'series.errors': 'Fehler',
  'series.denied': 'Abgelehnt (403)',
  'series.limited': 'Zu viele (429)',
  'series.connected': 'Neu',
  'series.ended': 'Beendet',
};
