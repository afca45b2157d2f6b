/**
 * White space, controls, and what Unicode says is shown as nothing (Default_Ignorable_Code_Point: soft hyphen, zero width
 * characters, marks of writing direction, variation selectors, Hangul fillers, tags); the blank of braille beside them.
 */
const invisibleOnly = /^[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u

/** Whether a person sees anything of a text. */
export const isVisible = (text: string): boolean => !invisibleOnly.test(text)
