/** What the script says by itself; everything else the company has written. */
const en = {
  close: 'Close',
  scan: 'Scan this code with your phone. A text to us opens, and you only have to send it.',
  code: (address: string) => `QR code that opens a text to ${address}`,
  or: 'Or text us at ',
  phone: 'Or we text you. Your mobile phone number:',
  terms: 'Terms',
  privacy: 'Privacy policy',
  send: 'Text me',
  sending: 'One moment …',
  sent: 'Thank you. If this number can get our texts, a question is on its way: answer it with YES.',
  missing: 'Please enter your number and tick the box.',
  check: 'Please pass the check above the button first.',
  busy: 'Too many requests at the moment. Please try again later, or text us.',
  failed: 'That did not work. Please try again, or text us.',
}

const es: typeof en = {
  close: 'Cerrar',
  scan: 'Escanea este código con tu teléfono. Se abre un mensaje para nosotros y solo tienes que enviarlo.',
  code: (address) => `Código QR que abre un mensaje a ${address}`,
  or: 'O escríbenos al ',
  phone: 'O te escribimos nosotros. Tu número de móvil:',
  terms: 'Condiciones',
  privacy: 'Política de privacidad',
  send: 'Escríbanme',
  sending: 'Un momento …',
  sent: 'Gracias. Si este número puede recibir nuestros mensajes, te llegará una pregunta: respóndela con YES.',
  missing: 'Escribe tu número y marca la casilla.',
  check: 'Primero pasa la comprobación que está encima del botón.',
  busy: 'Hay demasiadas solicitudes en este momento. Inténtalo más tarde o escríbenos.',
  failed: 'No ha funcionado. Inténtalo de nuevo o escríbenos.',
}

export type Words = typeof en

export const wordsIn = (language: string): Words => (/^es\b/i.test(language) ? es : en)
