/** Makes every phone number in a text unreadable but for its first and last digits: `+12065550143` becomes `+1…0143`. */
export const maskPhones = (text: string) =>
  text.replace(/(\+|%2B)([1-9])\d{2,10}(\d{4})(?!\d)/gi, (_, plus, first, last) => `${plus}${first}…${last}`)
