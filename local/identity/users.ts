import { createHash } from 'node:crypto'

export type User = { email: string; groups: string[] }

/** Who can sign in locally: the demo workspace, and a second one that must see nothing of the first. */
export const users: User[] = [
  { email: 'ana@example.com', groups: ['wks_demo'] },
  { email: 'ben@example.com', groups: ['wks_demo'] },
  { email: 'admin@example.com', groups: ['wks_demo', 'wks_demo.admin'] },
  { email: 'olga@other.example', groups: ['wks_other', 'wks_other.admin'] },
]

/** The same UUID for the same e-mail address on every machine: RFC 9562, version 5. */
export const subjectOf = (email: string) => {
  const bytes = createHash('sha1').update(`mailto:${email.toLowerCase()}`).digest().subarray(0, 16)
  bytes.writeUInt8(((bytes[6] ?? 0) & 0x0f) | 0x50, 6)
  bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
