import type { Request } from '../../runner/core/http.ts'

/** User and password of HTTP's basic authorization; both empty where there is none. */
export const credentialsIn = ({ headers }: Request): [user: string, password: string] => {
  const [, encoded = ''] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? []
  const [user = '', ...password] = Buffer.from(encoded, 'base64').toString().split(':')
  return [user, password.join(':')]
}
