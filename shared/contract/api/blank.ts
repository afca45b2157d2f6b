/**
 * What takes no room where a text is shown: zero-width and direction marks, soft hyphens, variation selectors, byte order
 * marks, fillers (Unicode's Default_Ignorable_Code_Point), and other format characters.
 */
export const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu

/** Spaces, controls, marks without a letter, and the signs that are drawn as nothing, such as braille's blank. */
const empty = /^[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{M}\p{Z}\u2800\u{13441}\u{13442}\u{1d159}]*$/u

/** Whether nobody would see anything of a text. */
export const isBlank = (text: string): boolean => empty.test(text)
