import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import { ExplainedError } from '#domain/error.ts'

const milliseconds = 5_000

const userInfo = () => z.object({ name: z.optional(z.string()), email: z.optional(z.string()) })

/**
 * Asks the sign-in service, with a person's own access token, what they are called (OpenID Connect Core, 5.3). A token
 * that may not ask, for want of the scope `openid`, gives an empty profile. Throws when there is no answer.
 */
export const createProfiles = (url: () => string): App['profiles'] => ({
  of: async (accessToken) => {
    const headers = { authorization: `Bearer ${accessToken}` }
    const response = await fetch(url(), { headers, signal: AbortSignal.timeout(milliseconds) })
    if (response.status === 401 || response.status === 403) return {}
    if (!response.ok)
      throw new ExplainedError('The sign-in service does not say who somebody is.', {
        status: response.status,
      })
    return z.parse(userInfo(), await response.json())
  },
})
