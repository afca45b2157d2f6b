const keyword =
  '(?:stop|stopall|end|cancel|quit|unsubscribe|arret|alto|baja|parar|cancelar|salir|fin|help|info|start)'
const answer =
  '(?:reply|text|txt|respond|send|type|answer|responda|responde|envie|envia|conteste|contesta|mande|manda|escriba|texto|repondez|envoyez|textez|ecrivez|tapez)(?: (?:with|back|us|the word|con|la palabra|par|avec|le mot))*'
const order = `${answer} ["'(]*${keyword}\\b["')]*(?: \\(?in caps\\)?)?`
const purpose =
  '(?:to|2|for|para|pour) (?:opt[ -]?out|unsubscribe|cancel|end|stop|quit|be removed|help|info|confirm|cancelar|no recibir|dejar de|darse de baja|salir|parar|terminar|vous desabonner|se desabonner|annuler|ne plus|arreter|mettre fin|vous desinscrire)'
const object =
  '(?: (?:from|of|receiving|getting|further|more|these|all|our|future|recibir|mas|recevoir|nos|les|us|texts|messages|alerts|sms|mensajes|textos|notifications))*'

const quotedLine = /^ ?(?:>|&gt;).*\n?/gm
const quotedMail = /^ ?(?:on|le|el) [^\n]{0,200}(?:wrote|a ecrit|escribio) ?:/m
const quotation = /["“”«»„‟]([^"“”«»„‟]*)["“”«»„‟]/g
const instruction = new RegExp(
  `\\b(?:${answer} ["'(]*${keyword}\\b|${keyword}(?: \\(in caps\\))? ${purpose})`,
)
const instructions = new RegExp(
  `\\b${order},? ${purpose}${object}(?:,? (?:or )?${keyword} ${purpose}${object})?|your request to unsubscribe has been processed`,
  'g',
)

/**
 * What a customer wrote themselves of a plain text: without quoted lines, without a quotation that says how to opt out,
 * and without such an instruction. Phones quote our texts, people copy them; neither is what the customer wants.
 */
export const withoutOurWords = (text: string): string => {
  const mail = text.search(quotedMail)
  return (mail < 0 ? text : text.slice(0, mail))
    .replace(quotedLine, '')
    .replace(quotation, (quoted: string, words: string) => (instruction.test(words) ? ' ' : quoted))
    .replace(instructions, ' ')
}
