import { DomainError } from '../error.ts'
import { type Address, type Phone, parseAddress, parsePhone } from './phone.ts'

const invalid = 'Not a valid phone number.'

/** E.164 of a phone in any common format. Throws `invalid_phone_number`. */
export const requirePhone = (text: string, country: string): Phone => {
  const phone = parsePhone(text, country)
  if (phone) return phone
  const shortCode = /^\d{3,6}$/.test(text.trim())
  throw new DomainError(
    'invalid_phone_number',
    shortCode ? `${invalid} A short code cannot be texted.` : invalid,
  )
}

/** Whom somebody looks for: a phone in any common format, a short code or a name. Throws `invalid_phone_number`. */
export const requireAddress = (text: string, country: string): Address => {
  const address = parseAddress(text, country)
  if (!address) throw new DomainError('invalid_phone_number', invalid)
  return address
}
