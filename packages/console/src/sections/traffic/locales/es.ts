import type { Texts } from './en.ts';

export const texts: Texts = {
  'range.day': '24 horas',
  'range.week': '7 días',
  'range.month': '30 días',
  'range.quarter': '90 días',
  'usage.range': 'Período',
  'usage.calls': 'Llamadas',
  'usage.connections': 'Conexiones',
  'usage.routes': 'Por ruta',
  'usage.route': 'Ruta',
  'usage.time': 'Desde (UTC)',
  'usage.note':
    'Contadas por los guardas de la API, que informan cada pocos segundos. Son errores las respuestas a partir de 500.',
  'usage.empty.title': 'Todavía no se ha contado nada',
  'usage.empty.text':
    'Las llamadas a la API con los tokens de esta aplicación aparecen aquí en menos de un minuto, igual que las conexiones nuevas.',
  'series.calls': 'Llamadas',
  'series.errors': 'Errores',
  'series.denied': 'Rechazadas (403)',
  'series.limited': 'Demasiadas (429)',
  'series.connected': 'Nuevas',
  'series.ended': 'Terminadas',
};
