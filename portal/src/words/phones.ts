/** A phone as people of its country write it, where that is short; others in groups. Addresses that are no phones stay. */
export const formatPhone = (phone: string): string => {
  const american = /^(?:\+1)?(\d{3})(\d{3})(\d{4})$/.exec(phone)
  if (american) return `(${american[1]}) ${american[2]}-${american[3]}`
  const other = /^\+(\d{2})(\d{6,13})$/.exec(phone)
  if (!other) return phone
  return `+${other[1]} ${other[2]?.replace(/(\d{3})(?=\d{2})/g, '$1 ')}`
}
