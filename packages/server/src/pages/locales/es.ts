/** The words of the hosted pages in Spanish. */
import type { Locale } from '../texts.ts';

export const es: Locale = {
  'page.skip': 'Ir al contenido',
  'page.languages': 'Idioma',
  'page.notice': 'Tenga en cuenta',
  'page.privacy': 'Privacidad',
  'page.terms': 'Condiciones',
  'page.support': 'Ayuda',
  'page.securedBy': 'Protegido por Valetkey',
  'console.needsJavaScript':
    'La consola necesita JavaScript: permítalo para este sitio y vuelva a cargar la página.',
  'page.newTab': '(se abre en una pestaña nueva)',

  'standing.verified': 'Editor verificado',
  'standing.unverified': 'Editor no verificado',
  'standing.development': 'En desarrollo',
  'standing.by': 'de {publisher}',
  'standing.verified.means': '{provider} ha comprobado quién publica esta aplicación.',
  'standing.unverified.means':
    '{provider} no ha comprobado quién publica esta aplicación. Dé acceso solo si conoce al editor y confía en él.',
  'standing.development.means':
    'Esta aplicación aún se está construyendo. Dé acceso solo si la está probando.',

  'login.title': 'Iniciar sesión en {provider}',
  'login.app': '{app} pide acceso a su cuenta. Primero inicie sesión; después decide usted.',
  'login.passwordStays': '{app} nunca ve su contraseña.',
  'login.email': 'Correo electrónico',
  'login.password': 'Contraseña',
  'login.submit': 'Iniciar sesión',
  'login.cancel': 'Cancelar',
  'login.problem.title': 'Aún no ha iniciado sesión',
  'login.problem.wrong':
    'Este correo electrónico y esta contraseña no van juntos. Revise ambos e inténtelo de nuevo.',
  'login.problem.throttled':
    'Hubo demasiados intentos. Para proteger esta cuenta, espere {wait} e inténtelo de nuevo.',
  'login.problem.stale':
    'Esta página estuvo abierta demasiado tiempo. No se ha perdido nada: inicie sesión una vez más.',

  'picker.title': 'Elija una cuenta',
  'picker.lead': '{app} pedirá acceso solo a esta cuenta.',
  'picker.role.administrator': 'Administrador',
  'picker.role.member': 'Miembro',
  'picker.plan': 'plan {plan}',
  'picker.lastUsed': 'Última usada',
  'picker.blocked.plan': 'No disponible: hace falta el plan {plans}.',
  'picker.blocked.suspended': 'No disponible: esta cuenta está suspendida.',
  'picker.needsApproval': 'Un administrador de esta cuenta tiene que permitir antes la aplicación.',
  'picker.none': 'Ninguna de sus cuentas se puede conectar. Un administrador de la cuenta puede decirle más.',
  'picker.cancel': 'Cancelar',

  'ask.approval.title': 'Pregunte a su administrador',
  'ask.approval.lead':
    '{app} aún no puede abrir {account}: sus administradores deciden qué aplicaciones pueden. Puede pedirles esta.',
  'ask.blocked.title': 'Su administrador no permite esta aplicación',
  'ask.blocked.lead':
    'Los administradores de {account} han decidido que {app} no puede abrirla. Hable con ellos si necesita la aplicación.',
  'ask.none.title': 'Esta cuenta no admite aplicaciones',
  'ask.none.lead':
    'Los administradores de {account} han decidido que ninguna aplicación puede abrirla, así que tampoco {app}. Hable con ellos si la necesita.',
  'ask.waiting.title': 'Se ha preguntado a su administrador',
  'ask.waiting':
    'Su solicitud espera respuesta. La respuesta aparecerá en Integraciones activas; conecte entonces la aplicación de nuevo. No se ha compartido nada con ella.',
  'ask.refused': 'Su última solicitud fue rechazada.',
  'ask.message': '¿Para qué necesita la aplicación? (opcional)',
  'ask.messageHint': 'Esto lo leen los administradores. La aplicación no.',
  'ask.submit': 'Pedir permiso',
  'ask.cancel': 'Volver a la aplicación',

  'person.signedInAs': 'Sesión iniciada como',
  'person.notYou': '¿No es usted?',

  'consent.title': '¿Dar acceso a {app}?',
  'consent.sentence': '{app} quiere acceder a su cuenta {account} para {purpose}.',
  'consent.sentence.more': '{app} quiere más acceso a su cuenta {account} para {purpose}.',
  'consent.sentence.noPurpose': '{app} quiere acceder a su cuenta {account}.',
  'consent.sentence.more.noPurpose': '{app} quiere más acceso a su cuenta {account}.',
  'consent.question': '¿Quiere dar este acceso?',
  'consent.ownWords': 'El propósito está en las palabras de la propia aplicación.',
  'consent.account': 'Cuenta',
  'consent.anotherAccount': 'Usar otra cuenta',
  'consent.can': 'Lo que podrá hacer',
  'consent.canNew': 'Lo que es nuevo',
  'consent.has.one': 'Lo que ya puede hacer ({count})',
  'consent.has.other': 'Lo que ya puede hacer ({count})',
  'consent.nothing': 'No pide ningún permiso propio: solo sabe que usted la ha conectado.',
  'consent.otherGroup': 'Otros',
  'consent.read': 'Ve',
  'consent.change': 'Cambia',
  'consent.optional': 'Opcional: márquelo para permitirlo',
  'consent.cannot': 'Lo que no puede hacer',
  'consent.cannot.password': 'Ver su contraseña',
  'consent.lasts': 'Cuánto tiempo',
  'consent.lasts.revoked': 'Hasta que usted lo retire.',
  'consent.lasts.limited': 'Durante {duration}, salvo que lo retire antes.',
  'consent.next': 'Adónde irá después',
  'consent.address': 'Mostrar la dirección completa',
  'consent.loopback': 'Esto lleva a un programa de este ordenador.',
  'consent.loopback.means': 'Dé acceso solo si acaba de iniciar usted mismo ese programa.',
  'consent.mind': 'Si cambia de opinión',
  'consent.takeBack': 'Puede retirarlo en {settings}.',
  'consent.appLinks': 'Sobre {app}',
  'consent.homepage': 'Sitio web',
  'consent.appPrivacy': 'Política de privacidad',
  'consent.appTerms': 'Condiciones de uso',
  'consent.allow': 'Permitir',
  'consent.authorize': 'Autorizar',
  'consent.deny': 'Denegar',

  'formPost.title': 'Un momento',
  'formPost.lead': 'Se le está llevando de vuelta a {host}.',
  'formPost.manual': 'Si no ocurre nada, elija Continuar.',
  'formPost.continue': 'Continuar',

  'error.developer': 'Para el desarrollador',
  'error.detail': 'Qué falla exactamente',
  'error.code': 'Qué lo arregla',
  'error.app': 'Aplicación',
  'error.requestId': 'ID de la solicitud',
  'error.requestId.means': 'Indíquelo cuando pida ayuda: lleva a esta misma solicitud.',
  'error.startAgain': 'Empezar de nuevo',
  'error.wayBack': 'Volver a {host}',
  'error.wayBack.means': 'La aplicación sabrá qué falló. No se transmite nada de su cuenta.',
  'error.someApp': 'La aplicación',

  'error.unknown_app.title': 'No conocemos esta aplicación',
  'error.unknown_app.user':
    'El enlace que siguió nombra una aplicación que no está registrada en {provider}. No se ha compartido nada. Vuelva al lugar de donde vino y avise a los autores de la aplicación.',
  'error.unknown_app.developer':
    'Ninguna aplicación tiene aquí este client_id. Compárelo con el de los ajustes para desarrolladores y compruebe que la solicitud va al proveedor correcto.',
  'error.redirect_uri.title': 'No podemos devolverle con seguridad',
  'error.redirect_uri.user':
    '{app} dio una dirección de retorno que nunca registró. Para protegerle nos hemos detenido aquí. No se ha compartido nada.',
  'error.redirect_uri.developer':
    'La redirect_uri debe ser igual a una registrada, carácter por carácter: esquema, host, puerto, ruta y consulta. Regístrela o corrija la solicitud.',
  'error.duplicate_parameter.title': 'Este enlace no es correcto',
  'error.duplicate_parameter.user':
    'El enlace que siguió se contradice, por eso nos hemos detenido aquí. No se ha compartido nada. Vuelva e inténtelo de nuevo desde la aplicación.',
  'error.duplicate_parameter.developer':
    'Cada parámetro puede aparecer una sola vez en la solicitud (RFC 6749 §3.1).',
  'error.app_not_approved.title': 'Esta aplicación aún no está aprobada',
  'error.app_not_approved.user':
    '{app} espera la aprobación de {provider}. Hasta entonces no se puede conectar. No se ha compartido nada.',
  'error.app_not_approved.developer':
    'La aplicación no está aprobada. Se le avisará en cuanto termine la revisión; su estado figura en los ajustes para desarrolladores.',
  'error.app_in_development.title': 'Esta aplicación aún se está haciendo',
  'error.app_in_development.user':
    '{app} está en desarrollo: solo quienes la hacen o la prueban pueden conectarla. No se ha compartido nada. Si debería ser uno de ellos, pida a sus autores que le inviten con la dirección con la que ha iniciado sesión.',
  'error.app_in_development.developer':
    'La aplicación está en desarrollo. Invite a esta persona como usuario de prueba, o abra la aplicación a todos, en los ajustes para desarrolladores.',
  'preview.account': 'Cuenta de ejemplo',
  'error.app_suspended.title': 'Esta aplicación ha sido detenida',
  'error.app_suspended.user':
    '{provider} ha suspendido {app}. No se puede conectar, y las conexiones que tenía no funcionan por ahora.',
  'error.app_suspended.developer':
    'La aplicación está suspendida: no se acepta ninguna solicitud de autorización y sus tokens se rechazan. El motivo figura en los ajustes para desarrolladores.',
  'error.state_missing.title': 'Este enlace no es lo bastante seguro',
  'error.state_missing.user':
    '{app} omitió un valor que le protege de engaños, por eso nos hemos detenido aquí. No se ha compartido nada. Solo los autores de la aplicación pueden arreglarlo.',
  'error.state_missing.developer':
    'Falta el parámetro state. Envíe un valor aleatorio nuevo con cada solicitud, guárdelo en la sesión del usuario y compárelo cuando el usuario vuelva.',
  'error.state_refused.title': 'Este enlace no es lo bastante seguro',
  'error.state_refused.user':
    '{app} usa un valor que otros podrían adivinar, y es ese valor el que le protege. Por eso nos hemos detenido aquí. No se ha compartido nada. Solo los autores de la aplicación pueden arreglarlo.',
  'error.state_refused.developer':
    'El parámetro state fue rechazado. Debe ser aleatorio, tener al menos 32 caracteres y ser nuevo para cada usuario y cada solicitud.',
  'error.invalid_request.title': 'Este enlace no funciona',
  'error.invalid_request.user':
    'Al enlace que siguió le falta algo, o algo en él no es correcto. No se ha compartido nada. Vuelva e inténtelo de nuevo desde la aplicación.',
  'error.invalid_request.developer': 'La solicitud de autorización no es válida (invalid_request).',
  'error.invalid_scope.title': 'Esta aplicación pide algo que no existe',
  'error.invalid_scope.user':
    '{app} pidió un permiso que {provider} no conoce o que la aplicación no puede tener. No se ha compartido nada.',
  'error.invalid_scope.developer':
    'El scope es desconocido, está mal escrito o no es de los que tiene registrados la aplicación (invalid_scope).',
  'error.unsupported_response_type.title': 'Esta aplicación pide de una forma que no ofrecemos',
  'error.unsupported_response_type.user':
    '{app} usa una forma de conectarse que {provider} no ofrece. No se ha compartido nada. Solo los autores de la aplicación pueden arreglarlo.',
  'error.unsupported_response_type.developer':
    'Envíe response_type=code. No se admite nada más (unsupported_response_type).',
  'error.session_lost.title': 'Hemos perdido el hilo de su solicitud',
  'error.session_lost.user':
    'Su navegador no devolvió lo que esta página guarda mientras usted decide. Quizá las cookies estén bloqueadas, o empezó en otro navegador. No se ha compartido nada.',
  'error.session_lost.developer':
    'La cookie de esta transacción falta o pertenece a otro navegador. Empiece de nuevo con otra solicitud de autorización.',
  'error.already_answered.title': 'Ya ha respondido a esto',
  'error.already_answered.user':
    'Esta pregunta ya se respondió, quizá en otra pestaña. Esa respuesta vale; no se ha hecho nada dos veces. Si la aplicación no lo sabe, conéctela una vez más desde allí.',
  'error.already_answered.developer':
    'La transacción ha terminado; cada una se responde una vez. Empiece de nuevo con otra solicitud de autorización.',
  'error.expired.title': 'Esta página estuvo abierta demasiado tiempo',
  'error.expired.user':
    'Por su seguridad, una solicitud solo vale un rato. No se ha compartido nada. Empiece de nuevo desde la aplicación.',
  'error.expired.developer':
    'La transacción ha caducado. Empiece de nuevo con otra solicitud de autorización.',
  'error.cross_site.title': 'Esto no vino de nuestra página',
  'error.cross_site.user':
    'Otro sitio web intentó responder por usted, por eso no hicimos nada. Si no lo esperaba, cierre esta pestaña.',
  'error.cross_site.developer':
    'Se envió un formulario desde otro origen, o sin su token. Lleve a los usuarios a la dirección authorize; nunca envíe nada a estas páginas.',
  'error.no_account.title': 'No hay ninguna cuenta que conectar',
  'error.no_account.user':
    'Ha iniciado sesión, pero no es miembro de ninguna cuenta. No hay nada a lo que {app} pudiera tener acceso. Pida a un administrador que le invite, o inicie sesión como otra persona.',
  'error.no_account.developer': 'El usuario no es miembro activo de ninguna cuenta de este proveedor.',
  'error.app_limit.title': 'Demasiadas personas conectaron hoy esta aplicación',
  'error.app_limit.user':
    'Nadie ha revisado aún {app}, por eso solo un número limitado de personas puede conectarla en un día. No se ha entregado nada. Inténtelo de nuevo mañana.',
  'error.app_limit.developer':
    'La aplicación ha alcanzado el número de conexiones nuevas que puede tener en 24 horas. Pida al proveedor que la verifique o que suba el límite.',
  'error.not_found.title': 'Aquí no hay nada',
  'error.not_found.user': 'La dirección no es correcta, o aquello a lo que llevaba ya no está.',
  'error.not_found.developer':
    'Ninguna ruta tiene esta dirección. Compárela con el documento de metadatos del proveedor.',
  'error.method.title': 'Esta dirección no es para navegadores',
  'error.method.user':
    'El enlace que siguió lleva a un lugar que solo usan los programas. Vuelva e inténtelo de nuevo desde la aplicación.',
  'error.method.developer': 'Esta ruta existe, pero no para este método HTTP, o no para un navegador.',
  'error.too_many_requests.title': 'Un poco demasiado rápido',
  'error.too_many_requests.user':
    'Hubo demasiadas solicitudes en poco tiempo. Espere {wait} e inténtelo de nuevo.',
  'error.too_many_requests.developer':
    'Se ha alcanzado el límite (429). Espere tanto como diga la cabecera Retry-After.',
  'error.unavailable.title': 'Ahora mismo no podemos ayudarle',
  'error.unavailable.user':
    'Esto no funciona por el momento. No se ha perdido ni compartido nada. Inténtelo de nuevo en {wait}.',
  'error.unavailable.developer':
    'El servidor no está disponible temporalmente (503). Espere tanto como diga la cabecera Retry-After.',
  'error.server_error.title': 'Algo falló por nuestra parte',
  'error.server_error.user':
    'No es culpa suya, y no se ha compartido nada. Inténtelo de nuevo; si vuelve a ocurrir, pida ayuda.',
  'error.server_error.developer':
    'Un error inesperado (500). El ID de la solicitud lleva a él en el registro.',
  'error.login_failed.title': 'El inicio de sesión no funcionó',
  'error.login_failed.user':
    '{provider} no pudo confirmar quién es usted. No se ha compartido nada. Inténtelo de nuevo desde la aplicación.',
  'error.login_failed.developer':
    'El inicio de sesión del proveedor no completó esta solicitud de inicio de sesión.',

  'error.access_denied.title': 'No se ha conectado nada',
  'error.access_denied.user':
    'Se detuvo antes de dar acceso, así que {app} no lo tiene. No se ha compartido nada. Puede cerrar esta página.',
  'error.access_denied.developer':
    'El usuario terminó la solicitud antes de la página de consentimiento (access_denied). Una aplicación cuyo editor no está verificado solo lo sabe cuando el usuario vuelve a ella.',

  'error.fewMinutes': 'unos minutos',
  'error.parameter': 'El parámetro que aparece más de una vez: {parameter}.',

  'state.missing': 'Falta.',
  'state.too_short': 'Es demasiado corto: debe tener al menos 32 caracteres.',
  'state.few_characters': 'Consta de muy pocos caracteres distintos.',
  'state.repeating': 'Repite una y otra vez el mismo trozo.',
  'state.sequence': 'Es una secuencia, como 123456 o abcdef.',
  'state.time': 'Es una hora o una fecha, y eso se puede adivinar.',
  'state.words': 'Consta de palabras, y las palabras se pueden adivinar.',
  'state.client_id': 'Es el propio ID de la aplicación, que todos conocen.',
  'state.used': 'Ya se usó para otro usuario. Cree uno nuevo para cada solicitud.',
};
