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
  'try.title': 'Todo el recorrido, paso a paso',
  'try.lead':
    'Peticiones reales con su propio usuario o uno de prueba. El secreto y los tokens quedan en el servidor: aquí se ve qué envía cada paso, qué vuelve y por qué falla.',
  'try.begin': 'Empezar',
  'try.again': 'Empezar de nuevo',
  'try.viewer.title': 'Puede consultar esta aplicación',
  'try.viewer.text': 'La prueban su propietario y sus desarrolladores: al probar se crea una conexión real.',
  'try.refused': 'Se ha rechazado: {{reason}}',
  'try.authorize.title': '1. La aplicación envía a la persona a esta dirección',
  'try.authorize.lead': 'Cambie un parámetro, o vacíelo para omitirlo, y vea qué dice el servidor.',
  'try.address': 'Dirección',
  'try.open': 'Abrir en una ventana nueva',
  'try.open.note':
    'Si esa ventana muestra un problema y no vuelve nada, léalo allí: a quien pregunta mal nunca se le envía adelante.',
  'try.received.title': '2. La respuesta llega a la URI de redirección',
  'try.received.waiting':
    'A la espera de la respuesta. Llega sola en cuanto haya respondido en la otra ventana.',
  'try.received.answer': 'Lo que volvió',
  'try.received.good': 'Es la respuesta a esta petición',
  'try.received.good.text': 'state es el que se envió. El código vale una vez y cerca de un minuto: siga.',
  'try.received.foreign': 'state no es el de este intento',
  'try.received.foreign.text':
    'Una aplicación se detiene aquí: quizá alguien le da un código que nadie pidió.',
  'try.received.refused': 'La respuesta es no',
  'try.received.refused.text': 'No hay código. Muestre que no se conectó nada, y otra vez el botón.',
  'try.paste': 'Dirección de otro navegador',
  'try.paste.why':
    'Si un usuario de prueba ha entrado en otra parte: la dirección que muestra allí la última página.',
  'try.paste.take': 'Tomar',
  'try.token.title': '3. La aplicación cambia el código por un token',
  'try.token.lead':
    'De servidor a servidor, con el secreto. Aquí este servidor la envía por su aplicación, porque ha entrado como su desarrollador: su secreto no hace falta ni se pide.',
  'try.token.send': 'Enviar la petición del token',
  'try.further.title': '4. Para qué sirve el token',
  'try.further.lead':
    'Los tokens están sellados: el servidor los usa en estos pasos y ninguna página ve más que su final.',
  'try.step.exchange': 'Código por token',
  'try.step.call': 'Llamar a la API',
  'try.step.introspect': 'Preguntar por el token',
  'try.step.refresh': 'Renovar',
  'try.step.revoke': 'Devolver el acceso',
  'try.revoke.note':
    'Devolver termina la conexión de esta aplicación con esa cuenta, con todos sus tokens, también los creados fuera de aquí. No se puede deshacer; conectar de nuevo es un clic.',
  'try.explained.exchange':
    'El código se ha gastado. El token de acceso va con cada llamada; uno de renovación, si lo hay, obtiene el siguiente.',
  'try.explained.call':
    'El token va en la cabecera Authorization, nunca en una dirección. 401 significa: renovar o conectar de nuevo.',
  'try.explained.introspect':
    'La introspección dice para qué sirve un token. De uno muerto o desconocido, solo que no está activo.',
  'try.explained.refresh':
    'Ambos tokens son nuevos y el anterior se ha gastado: quien lo use después termina la conexión.',
  'try.explained.revoke': 'El acceso está devuelto: pregunte por el token, ya no está activo.',
  'try.program': 'Lo mismo como programa en su lenguaje, completado con esta aplicación:',
  'try.program.link': 'Inicio rápido',
  'try.request': 'Petición',
  'try.curl': 'Con curl',
  'try.answer': 'Respuesta',
  'try.failed': 'Falló: {{code}}',
  'try.errors': 'Todos los errores explicados',
  'try.back.title': 'La respuesta ha vuelto',
  'try.back.lead': 'Está en la ventana donde empezó. Puede cerrar esta.',
  'try.back.elsewhere': '¿Empezó en otro navegador? Copie esta dirección y péguela allí.',
  'parameter.response_type': 'Siempre code: la respuesta es un código, nunca un token.',
  'parameter.client_id': 'Qué aplicación pregunta.',
  'parameter.redirect_uri':
    'Adónde va la respuesta. Aquí la dirección propia de la consola, solo para usted y sus usuarios de prueba; su aplicación nombra una propia registrada.',
  'parameter.scope': 'Lo que pide la aplicación, separado por espacios. Pida lo necesario y no más.',
  'parameter.state':
    'Aleatorio, nuevo en cada intento, guardado en la sesión de la persona: vuelve sin cambios.',
  'parameter.code_challenge': 'SHA-256 del verificador, en base64url (PKCE).',
  'parameter.code_challenge_method': 'Cómo se hizo: siempre S256.',
  'tokenParameter.code': 'Lo que volvió; vale una vez.',
  'tokenParameter.redirect_uri': 'La misma que en el paso 1, carácter por carácter.',
  'tokenParameter.code_verifier': 'El secreto tras el challenge: demuestra que quien empezó también termina.',
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
