import type { MailTexts } from '../texts.ts';

export const es: MailTexts = {
  hello: 'Hola, {name}:',
  why: 'Recibes este correo por tu cuenta en {provider}. Abrir el enlace no cambia nada.',
  noReason: 'no se indicó',
  staff: 'el equipo de {provider}',
  'connection_created.subject': '{app} ya puede actuar en {account}',
  'connection_created.text':
    'El {when} permitiste que {app}, de {publisher}, actúe en tu cuenta {account} de {provider}.\n\nPuede: {scopes}.\n\n¿No fuiste tú, o has cambiado de opinión? Revísalo y retira el acceso cuando quieras.',
  'connection_created.link': 'Ver lo que puede hacer',
  'connection_ended.subject': '{app} ya no tiene acceso a {account}',
  'connection_ended.text':
    'El {when} se terminó el acceso de {app} a tu cuenta {account} de {provider}. Lo hizo {who}.\n\nMotivo: {reason}.\n\nSi todavía necesitas la aplicación, pregunta primero; después se puede volver a conectar.',
  'connection_ended.link': 'Ver lo que está conectado',
  'access_ended.subject': '{account}: terminó lo que actuaba por ti',
  'access_ended.text':
    'El {when} se terminó todo lo que actuaba por ti en {account} de {provider}. Lo hizo {who}: {names}.\n\nMotivo: {reason}.\n\nSi todavía necesitas alguna de las aplicaciones, pregunta primero; después se puede volver a conectar.',
  'access_ended.link': 'Ver lo que está conectado',
  'access_blocked.subject': '{account}: algunas aplicaciones no pueden actuar por ti por ahora',
  'access_blocked.text':
    'El {when} {who} decidió qué aplicaciones pueden actuar en {account} de {provider}. Estas no pueden, hasta que eso cambie: {names}.\n\nMotivo: {reason}.',
  'access_blocked.link': 'Ver lo que está conectado',
  'app_changes.subject': 'Hay que cambiar algo en {app}',
  'app_changes.text':
    '{provider} ha revisado tu aplicación {app} y pide cambios:\n\n{message}\n\nLa aplicación está de nuevo en desarrollo. Vuelve a entregarla cuando esté hecho.',
  'app_changes.link': 'Abrir la revisión',
  'app_refused.subject': '{app} fue rechazada',
  'app_refused.text':
    '{provider} ha revisado tu aplicación {app} y no la aprueba:\n\n{message}\n\nLa aplicación está de nuevo en desarrollo.',
  'app_refused.link': 'Abrir la revisión',
  'app_approved.subject': '{app} está abierta a todos',
  'app_approved.text': '{provider} ha aprobado tu aplicación {app}: ya puede conectarla cualquiera.',
  'app_approved.link': 'Abrir la aplicación',
  'app_suspended.subject': '{app} fue suspendida',
  'app_suspended.text':
    '{provider} ha suspendido tu aplicación {app}. Nadie puede conectarla y sus tokens no funcionan. Lo que falta está en Revisión.',
  'app_suspended.link': 'Abrir la aplicación',
  'secret_expiring.subject': 'Un secreto de {app} termina pronto',
  'secret_expiring.text':
    'El secreto de {app} que acaba en {lastFour} funciona hasta el {when}. Pon en uso el más nuevo antes de esa fecha.',
  'secret_expiring.link': 'Ver los secretos',
  'webhook_off.subject': 'Se desactivó un webhook de {app}',
  'webhook_off.text':
    '{url} no aceptó durante días lo que ocurría con {app}, o respondió que la dirección ya no existe. No se enviará nada más hasta que lo actives de nuevo.',
  'webhook_off.link': 'Ver los webhooks',
  'anomaly.subject': 'Algo extraño en {app}: {rule}',
  'anomaly.text':
    'En {provider}, la regla «{rule}» encontró algo extraño en {app} el {when}. Lo que ocurrió por sí solo: {response}.',
  'anomaly.link': 'Ver lo que se observó',
};
