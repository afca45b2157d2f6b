/**
 * Mobiles that are written in two ways, in E.164 (libphonenumber FAQ): `today` as they are dialled from abroad, `besides` as
 * carriers and older records still write them. Mexico gave up the 1 in 2019. Argentina's 9 says that a mobile is called
 * from abroad. Brazil's ninth digit came before mobiles, which begin with 6 to 9, until 2016.
 */
const mobiles = [
  { written: /^\+521?(?<rest>[2-9]\d{9})$/, today: '+52$<rest>', besides: '+521$<rest>' },
  { written: /^\+549?(?<rest>[1-3]\d{9})$/, today: '+549$<rest>', besides: '+54$<rest>' },
  {
    written: /^\+55(?<area>[1-9]\d)9?(?<rest>[6-9]\d{7})$/,
    today: '+55$<area>9$<rest>',
    besides: '+55$<area>$<rest>',
  },
]

/**
 * The one writing that stands for a phone in all its national writings: what a mobile is dialled by from abroad. In Argentina
 * this is so of landlines, too: the 9 makes one number of both. Any other address stays as it is.
 */
export const identityOf = <Address extends string>(address: Address): Address => {
  const mobile = mobiles.find(({ written }) => written.test(address))
  return mobile ? (address.replace(mobile.written, mobile.today) as Address) : address
}

/** The address itself, and how its phone may be written besides. */
export const writingsOf = <Address extends string>(address: Address): Address[] => {
  const mobile = mobiles.find(({ written }) => written.test(address))
  if (!mobile) return [address]
  const both = [mobile.today, mobile.besides].map((form) => address.replace(mobile.written, form) as Address)
  return [...new Set([address, ...both])]
}

/** The digits of a phone from the last one on, as people name the last few; the same for all its writings. */
export const fromTheEnd = (address: string): string =>
  [...identityOf(address).replace(/\D/g, '')].reverse().join('')

/** Whether two addresses are one phone. */
export const isSamePhone = (one: string, other: string): boolean => identityOf(one) === identityOf(other)
