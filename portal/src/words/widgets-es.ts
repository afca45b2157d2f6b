import type { WidgetWords } from './widgets-en.ts'

/** The settings' words about widgets in Spanish. */
export const widgetsEs: WidgetWords = {
  intro:
    'Un botón en tu sitio web. En un teléfono abre un mensaje a tu número; en un ordenador muestra un código que se escanea con el teléfono.',
  none: [
    'Aún no hay widgets',
    'Añade uno, pega dos líneas en tu sitio web y los visitantes podrán escribirte.',
  ],
  add: 'Añadir un widget',
  back: 'Todos los widgets',
  noSuch: 'No existe tal widget.',
  name: 'Nombre',
  nameHelp: 'Para ti y otros administradores.',
  number: 'Número',
  numberHelp: 'Los visitantes le escriben, así que debe estar activo.',
  chooseNumber: 'Elige un número',
  origins: 'Dónde se puede mostrar',
  originsHelp: 'Un origen por línea, como https://www.example.com. Los demás sitios no reciben nada.',
  website: 'En tu sitio web',
  snippet: 'Líneas para tu sitio web',
  snippetHelp:
    'Pégalas donde deba estar el botón. Si usas una Content Security Policy, permite esta dirección en script-src, connect-src e img-src.',
  copied: 'Las líneas están copiadas.',
  formOnOff: { on: 'Con formulario', off: 'Sin formulario' },
  stopped: 'El formulario se apagó solo',
  stoppedHelp: (time) =>
    `${time}: de veinte preguntas en una hora, menos de una de cada diez recibió un YES. Quizá alguien escribe teléfonos ajenos. Vuelve a encenderlo abajo cuando creas que ha pasado.`,
  used: (asked, confirmed) =>
    asked === 0
      ? 'El formulario aún no ha preguntado a nadie.'
      : `El formulario ha preguntado a ${asked}, y ${confirmed} respondieron YES.`,
  looks: 'Cómo se ve',
  colour: 'Color del botón',
  words: 'Qué leen los visitantes',
  language: 'Idioma principal',
  languageHelp: 'Las páginas en un idioma que no está aquí muestran estos textos.',
  wordsIn: (language) => `En ${language}`,
  button: 'En el botón',
  heading: 'Sobre el código',
  firstWords: 'Su mensaje empieza con',
  consent: 'A qué dan su consentimiento en el formulario',
  consentHelp:
    'Los visitantes marcan la casilla. Cada cambio se guarda con su propio número, y el registro de consentimientos nombra el que se leyó.',
  newLanguage: 'Otro idioma, como en',
  addLanguage: 'Añadir el idioma',
  remove: (language) => `Quitar ${language}`,
  form: 'El formulario',
  formHelp:
    'En un ordenador, los visitantes también pueden escribir su teléfono. Recibe un mensaje que pregunta si de verdad lo quieren, y nada más hasta un YES.',
  showForm: 'Mostrar el formulario',
  terms: 'Dirección de tus condiciones',
  privacy: 'Dirección de tu política de privacidad',
  turnstile: {
    name: 'Cloudflare Turnstile',
    siteKey: 'Clave de sitio de Turnstile',
    siteKeyHelp:
      'Opcional. Con una clave de sitio de Cloudflare Turnstile no se pregunta a nadie antes de que Cloudflare tome al visitante por una persona. Si usas una Content Security Policy, permite https://challenges.cloudflare.com en script-src y frame-src.',
    secret: 'Clave secreta de Turnstile',
    secretHelp: 'Pertenece a la clave de sitio. Una vez guardada no se muestra nunca.',
    kept: 'Hay una clave secreta guardada. Escribe otra para reemplazarla.',
  },
  caps: {
    per_phone_day: 'Preguntas a un teléfono en un día',
    per_address_hour: 'Por la dirección de un visitante en una hora',
    per_hour: 'En una hora',
    per_day: 'En un día',
  },
  capsHelp: 'Como máximo salen tantas preguntas. A los visitantes no se les dice.',
  wording: (version) =>
    version === 0 ? 'Aún no se guarda ningún texto.' : `Vale el texto número ${version}.`,
  preview: 'Vista previa',
  previewHelp: 'Como está aquí, antes de guardarlo.',
  scan: 'Escanea el código con tu teléfono, o escríbenos:',
  deleteCard: 'Eliminar',
  deleteText: 'Las páginas que aún lo tienen no muestran nada. Lo consentido se queda en el registro.',
  delete: 'Eliminar este widget',
  deleteTitle: (name) => `¿Eliminar “${name}”?`,
  deleted: (name) => `“${name}” se ha eliminado.`,
  first: {
    button: 'Escríbenos',
    heading: 'Escríbenos, te ayudamos con gusto',
    first_words: 'Hola, tengo una pregunta:',
    consent:
      'Acepto recibir mensajes sobre mi consulta en este número. La frecuencia varía y pueden aplicarse tarifas de mensajes y datos. Responde STOP para terminar o HELP para recibir ayuda.',
  },
}
