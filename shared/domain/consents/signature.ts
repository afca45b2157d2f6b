const phones =
  /(?:^|[\s.,])(?:sent (?:from|via|with|using) (?:my|a|an|the|outlook|yahoo|mail|gmail|samsung|at&t|verizon|t-mobile|proton)|get outlook for|enviado (?:desde|con|de|a traves de) (?:mi|un|el|la|outlook|yahoo|mail|gmail|samsung)|obten(?:er|ga) outlook|envoye (?:de|depuis|a partir|avec|via) (?:mon|ma|d|un|outlook|yahoo|mail|gmail|samsung|l)|(?:obtenir|telechargez?) outlook)[^\n]*/g

/** A line of dashes with whatever follows it, or a name behind a dash on the last line. */
const below = /\n(?:(?:--+|__+) ?\n[\s\S]*|[-–—~]+ ?\p{L}+(?: \p{L}+)?[. \n]*)$/u

/** A plain text without the line that a phone adds and without the name below: "Sent from my iPhone". */
export const withoutSignature = (text: string): string => text.replace(phones, '\n').replace(below, '')
