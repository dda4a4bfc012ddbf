import type { Texts } from './en.ts';

export const texts: Texts = {
  'range.day': '24 uur',
  'range.week': '7 dagen',
  'range.month': '30 dagen',
  'range.quarter': '90 dagen',
  'usage.range': 'Hoe ver terug',
  'usage.calls': 'Aanroepen',
  'usage.connections': 'Verbindingen',
  'usage.routes': 'Per route',
  'usage.route': 'Route',
  'usage.time': 'Vanaf (UTC)',
  'usage.note':
    'Geteld door de bewakers van de API, die om de paar seconden melden. Fouten zijn antwoorden vanaf 500.',
  'usage.empty.title': 'Er is nog niets geteld',
  'usage.empty.text':
    'Aanroepen van de API met tokens van deze app verschijnen hier binnen een minuut, nieuwe verbindingen ook.',
  'series.calls': 'Aanroepen',
  'series.errors': 'Fouten',
  'series.denied': 'Geweigerd (403)',
  'series.limited': 'Te veel (429)',
  'series.connected': 'Nieuw',
  'series.ended': 'Beëindigd',
};
