import { z } from 'zod'
import { json, type Reply, type Request } from '../../runner/core/http.ts'
import { parseBody } from './input.ts'

/**
 * Answers as Cloudflare does for the secrets that it offers for tests
 * (https://developers.cloudflare.com/turnstile/troubleshooting/testing/). Others are unknown here.
 */
const answers: Record<string, string[]> = {
  '1x0000000000000000000000000000000AA': [],
  '2x0000000000000000000000000000000AA': ['invalid-input-response'],
  '3x0000000000000000000000000000000AA': ['timeout-or-duplicate'],
}

const asked = z.object({ secret: z.string().default(''), response: z.string().default('') })

/** Whether a token passes: `POST …/siteverify`. */
export const verifyTurnstile = (request: Request): Reply => {
  const { secret, response } = parseBody(asked, request)
  const codes = codesFor(secret, response)
  return json(200, {
    success: codes.length === 0,
    'error-codes': codes,
    ...(codes.length === 0 && { challenge_ts: new Date().toISOString(), hostname: 'example.com' }),
  })
}

const codesFor = (secret: string, response: string): string[] => {
  if (!secret) return ['missing-input-secret']
  if (!response) return ['missing-input-response']
  return answers[secret] ?? ['invalid-input-secret']
}
