/** What an app does, and what it is told: usage, requests, webhooks. */
export const texts = {
  'range.day': '24 hours',
  'range.week': '7 days',
  'range.month': '30 days',
  'range.quarter': '90 days',
  'usage.range': 'How far back',
  'usage.calls': 'Calls',
  'usage.connections': 'Connections',
  'usage.routes': 'By route',
  'usage.route': 'Route',
  'usage.time': 'From (UTC)',
  'usage.note':
    'Counted by the API’s guards, which report every few seconds. Errors are answers from 500 on.',
  'usage.empty.title': 'Nothing was counted yet',
  'usage.empty.text':
    'Calls to the API with this app’s tokens show up here within a minute, and so do new connections.',
  'series.calls': 'Calls',
  'series.errors': 'Errors',
  'series.denied': 'Refused (403)',
  'series.limited': 'Too many (429)',
  'series.connected': 'New',
  'series.ended': 'Ended',
} as const;

export type Texts = Readonly<Record<keyof typeof texts, string>>;
