import { passFor } from '#domain/cases/page-lock.ts'
import type { PublicEvent } from '../router.ts'

const name = 'case_page'

/** The pass to this page that a browser sends: none to another page's path, and of no use there. */
export const passIn = ({ cookies = [] }: Pick<PublicEvent, 'cookies'>): string | undefined =>
  cookies.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1)

/** Lax: the first request comes from a text or an e-mail. No script reads it, though the page has none. */
export const passCookie = (code: string, pass: string): string =>
  `${name}=${pass}; Max-Age=${passFor / 1000}; Path=/c/${code}; HttpOnly; Secure; SameSite=Lax`
