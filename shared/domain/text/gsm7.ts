// 3GPP TS 23.038, 6.2.1: the GSM 7 bit default alphabet without its escape, and the extension table behind that escape.
const defaultAlphabet =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const extensionTable = '\f^{}\\[~]|€'

const septetsByUnit = new Uint8Array(0x10000)
for (const character of defaultAlphabet) septetsByUnit[character.charCodeAt(0)] = 1
for (const character of extensionTable) septetsByUnit[character.charCodeAt(0)] = 2

/** Septets of the UTF-16 unit at index `at`: 1, 2 when an escape goes before it, 0 when GSM-7 lacks it. */
export const septetsAt = (text: string, at: number): number => septetsByUnit[text.charCodeAt(at)] ?? 0

/** Septets of the text, or null when GSM-7 lacks one of its characters. */
export const countSeptets = (text: string): number | null => {
  let total = 0
  for (let at = 0; at < text.length; at++) {
    const septets = septetsAt(text, at)
    if (septets === 0) return null
    total += septets
  }
  return total
}
