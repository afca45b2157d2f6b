import { createHash } from 'node:crypto'

/** Somebody who can sign in. */
export type User = {
  /** In lower-case letters. */
  email: string
  name?: string
  /** E.164. Codes may be sent there by text. */
  phone?: string
  /** Signs in by a code that is sent to them. */
  passwordless?: true
  groups: string[]
  disabled?: boolean
  /** Until they sign in for the first time. */
  invited?: boolean
}

/** The same UUID for the same e-mail address on every machine: RFC 9562, version 5. */
export const subjectOf = (email: string) => {
  const bytes = createHash('sha1').update(`mailto:${email.toLowerCase()}`).digest().subarray(0, 16)
  bytes.writeUInt8(((bytes[6] ?? 0) & 0x0f) | 0x50, 6)
  bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
