import type { Texts } from './en.ts';

export const texts: Texts = {
  section: 'Ajustes',
  integrations: 'Integraciones',
  'integrations.title': 'Integraciones activas',
  'integrations.lead':
    'Las aplicaciones y claves que pueden abrir sus datos. Puede retirar el acceso en cualquier momento.',
};
