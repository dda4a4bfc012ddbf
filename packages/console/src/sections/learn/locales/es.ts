/** Inicio rápido, botón de conexión y Probar. */
import type { Texts } from './en.ts';

export const texts: Texts = {
  'quickstart.title': 'De nada a la primera llamada',
  'quickstart.lead':
    'Un programa completo con los valores de esta aplicación. Ponga el secreto, ejecútelo, abra la dirección que muestra y conecte su cuenta.',
  'quickstart.language': 'Lenguaje',
  'quickstart.redirectUri': 'URI de redirección',
  'quickstart.with': 'Con {{library}}',
  'quickstart.install': 'Instalar',
  'quickstart.run': 'Ejecutar',
  'quickstart.know': 'Lo que hay que saber aquí',
  'quickstart.none.title': 'Esta aplicación no envía a nadie a ninguna parte',
  'quickstart.none.text': 'No tiene URI de redirección. Añada una y el programa se completará con ella.',
  'dead.java':
    '{{name}} terminó en 2022. Su sucesor es el cliente OAuth 2.0 del propio Spring Security; este programa usa Nimbus, la biblioteca que hay debajo.',
  'dead.csharp': '{{name}} ya no se mantiene. Su sucesor es el manejador OAuth de ASP.NET Core.',
  'note.secret':
    'El secreto viene del entorno de su servidor. Nunca está en el código, en un navegador, en una aplicación de teléfono ni en un registro.',
  'note.noSecret':
    'Una aplicación pública no tiene secreto: PKCE demuestra que quien empezó también termina.',
  'note.state':
    'state y el verificador PKCE se crean en cada intento y se guardan en una cookie del mismo navegador: una respuesta que nadie pidió se rechaza.',
  'note.judgedState':
    'Este proveedor juzga state: 32 caracteres o más, aleatorios y nunca usados por otra persona. Lo que hacen los programas se acepta.',
  'note.tokens': 'Guarde los tokens como contraseñas: en su servidor, cifrados, una fila por persona.',
  'note.exactRedirectUri': 'La URI de redirección es la registrada, carácter por carácter, en ambos pasos.',
  'note.registerHere':
    'La URI de redirección no está en este equipo: para el desarrollo registre también una como http://localhost:3000/callback.',
  'note.getToken':
    'La petición del token es un GET con todo en la dirección. Envíela desde su servidor y manténgala fuera de sus registros.',
  'note.formPost':
    'La respuesta llega a su URI de redirección como formulario. Pida response_mode=query si su biblioteca no sabe leerlo.',
  'note.noScope': 'No hay scopes: una conexión abre toda la API.',
  'note.rotatingRefresh':
    'Cada renovación da un token nuevo y gasta el anterior. Renueve en un solo lugar a la vez: un token usado dos veces termina la conexión.',
  'note.noRefresh': 'No hay token de renovación. Cuando el token de acceso caduque, conecte de nuevo.',
  'note.untilRevoked':
    'El token vale hasta que la persona lo retire. Entonces la API lo rechaza: muestre otra vez su botón.',
  'note.approval': 'La empresa aprueba las aplicaciones antes de que puedan conectarse.',
  'note.withoutTls': 'Este servidor habla http en este equipo. En producción cada dirección es https.',
  'note.exampleCall': 'La empresa no ha dicho dónde está su API: sustituya la dirección de la llamada.',
  'button.title': 'Botón de conexión',
  'button.lead':
    'La conexión empieza en su propio sitio. El botón lleva a su servidor, que crea un state nuevo y envía el navegador adelante: no contiene nada secreto.',
  'button.label': 'Texto del botón',
  'button.label.default': 'Conectar {{provider}}',
  'button.address': 'Dirección en su servidor',
  'button.preview': 'Así se verá',
  'button.html': 'HTML',
  'glossary.title': 'Qué significan estas palabras',
  'term.clientSecret': 'Secreto del cliente',
  'term.redirectUri': 'URI de redirección',
  'term.scope': 'Scope',
  'term.state': 'State',
  'term.pkce': 'PKCE',
  'term.authorizationCode': 'Código de autorización',
  'term.accessToken': 'Token de acceso',
  'term.refreshToken': 'Token de renovación',
  'term.connection': 'Conexión',
  'meaning.clientId': 'El nombre público de la aplicación en las peticiones.',
  'meaning.clientSecret': 'Demuestra que es la aplicación. Solo lo conoce su servidor.',
  'meaning.redirectUri':
    'La dirección de la aplicación a la que vuelve la gente. Registrada antes, comparada carácter por carácter.',
  'meaning.scope': 'Un permiso, con una frase sencilla que la gente lee antes de concederlo.',
  'meaning.state': 'Un texto aleatorio por el que una aplicación reconoce su propia petición a la vuelta.',
  'meaning.pkce': 'Un secreto nuevo en cada intento, para que un código robado no sirva.',
  'meaning.authorizationCode':
    'Lo que recibe la aplicación en su URI de redirección, válido una vez y un minuto; su servidor lo cambia por tokens.',
  'meaning.accessToken': 'Lo que la aplicación envía con cada llamada a la API.',
  'meaning.refreshToken':
    'Obtiene un token de acceso nuevo sin preguntar a nadie. Válido una vez, luego se sustituye.',
  'meaning.connection':
    'El sí de una persona para que una aplicación actúe en una cuenta: una fila en Integraciones activas, donde se puede retirar.',
};
