/** A text as it is compared where small and capital letters are one, and so are the two writings of an accent. */
export const folded = (text: string): string => text.normalize('NFC').toLowerCase()
