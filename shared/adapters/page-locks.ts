import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { PageLocks } from '#domain/cases/page-lock.ts'

/** Hashes of digits, and passes (`<until>.<MAC>`) under the key that lies on the page itself. */
export const pageLocks: PageLocks = {
  make: (code, digits) => {
    const salt = random()
    return { salt, digits: macOf(salt, digitsOf(code, digits)), key: random() }
  },
  fits: (code, { salt, digits }, said) => isSame(digits, macOf(salt, digitsOf(code, said))),
  pass: (code, { key }, until) => `${until}.${macOf(key, passOf(code, until))}`,
  isPass: (code, { key }, pass, now) => {
    const [until = '', mac = ''] = pass.split('.')
    return Number(until) > now && isSame(macOf(key, passOf(code, until)), mac)
  },
}

const random = () => randomBytes(24).toString('base64url')

const digitsOf = (code: string, digits: string) => `digits ${code} ${digits}`
const passOf = (code: string, until: number | string) => `pass ${code} ${until}`

const macOf = (key: string, words: string): string =>
  createHmac('sha256', key).update(words).digest('base64url')

const isSame = (known: string, said: string): boolean => {
  const [a, b] = [Buffer.from(known), Buffer.from(said)]
  return a.length === b.length && timingSafeEqual(a, b)
}
