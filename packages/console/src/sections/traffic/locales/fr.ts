import type { Texts } from './en.ts';

export const texts: Texts = {
  'range.day': '24 heures',
  'range.week': '7 jours',
  'range.month': '30 jours',
  'range.quarter': '90 jours',
  'usage.range': 'Période',
  'usage.calls': 'Appels',
  'usage.connections': 'Connexions',
  'usage.routes': 'Par route',
  'usage.route': 'Route',
  'usage.time': 'À partir de (UTC)',
  'usage.note':
    'Comptés par les gardes de l’API, qui rapportent toutes les quelques secondes. Les erreurs sont les réponses à partir de 500.',
  'usage.empty.title': 'Rien n’a encore été compté',
  'usage.empty.text':
    'Les appels à l’API avec les jetons de cette application apparaissent ici en moins d’une minute, tout comme les nouvelles connexions.',
  'series.calls': 'Appels',
  'series.errors': 'Erreurs',
  'series.denied': 'Refusés (403)',
  'series.limited': 'Trop nombreux (429)',
  'series.connected': 'Nouvelles',
  'series.ended': 'Terminées',
};
