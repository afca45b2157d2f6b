const english = {
  lang: 'en',
  case: (number: string) => `Request ${number}`,
  states: { open: 'Open', waiting: 'Waiting', done: 'Done' },
  you: 'You',
  textUs: 'Text us',
  textUsHint: (number: string) =>
    `Your text opens with ${number} written in it, so that it reaches this request.`,
  messages: 'Messages',
  nothing: 'Nothing has been written yet.',
  picture: (index: number) => `Picture ${index}`,
  files: (count: number) => (count === 1 ? 'One file' : `${count} files`),
  ends: (day: string) => `This page can be opened until ${day}.`,
  digits: {
    title: 'Is this your request?',
    hint: 'To see it, enter the last four digits of the phone number that gets our texts about it.',
    label: 'Last four digits',
    open: 'Show my request',
    wrong: 'These are not the last four digits.',
    too_many:
      'There were too many tries. Please try again later, or text the number that you got the link from.',
  },
  notFound: 'This page is not here',
  notFoundHint: 'The link is not right, or it has ended. Text the number that you got it from.',
}

export type Words = typeof english

const spanish: Words = {
  lang: 'es',
  case: (number) => `Solicitud ${number}`,
  states: { open: 'Abierta', waiting: 'En espera', done: 'Resuelta' },
  you: 'Usted',
  textUs: 'Enviar un mensaje',
  textUsHint: (number) => `El mensaje ya lleva escrito ${number} para que llegue a esta solicitud.`,
  messages: 'Mensajes',
  nothing: 'Todavía no hay nada escrito.',
  picture: (index) => `Imagen ${index}`,
  files: (count) => (count === 1 ? 'Un archivo' : `${count} archivos`),
  ends: (day) => `Esta página se puede abrir hasta el ${day}.`,
  digits: {
    title: '¿Es esta su solicitud?',
    hint: 'Para verla, escriba las cuatro últimas cifras del teléfono en el que recibe nuestros mensajes sobre ella.',
    label: 'Cuatro últimas cifras',
    open: 'Ver mi solicitud',
    wrong: 'No son las cuatro últimas cifras.',
    too_many:
      'Ha habido demasiados intentos. Inténtelo más tarde o escriba al número del que recibió el enlace.',
  },
  notFound: 'Esta página no está aquí',
  notFoundHint: 'El enlace no es correcto o ha terminado. Escriba al número del que lo recibió.',
}

/** By what a browser prefers (`es-MX,es;q=0.9,en;q=0.8`): the first language that there is, or English. */
export const wordsFor = (acceptLanguage = ''): Words => {
  const wanted = acceptLanguage
    .split(',')
    .map((each, index) => ({ ...preferenceOf(each), index }))
    .toSorted((a, b) => b.weight - a.weight || a.index - b.index)
  const found = wanted.find(({ language, weight }) => weight > 0 && ['en', 'es'].includes(language))
  return found?.language === 'es' ? spanish : english
}

const preferenceOf = (written: string) => {
  const [tag = '', ...parameters] = written
    .trim()
    .toLowerCase()
    .split(/\s*;\s*/)
  const weight = parameters.find((each) => each.startsWith('q='))?.slice(2)
  return { language: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) || 0 }
}
