import * as z from 'zod/mini'
import type { App } from '#domain/app.ts'
import { ExplainedError } from '#domain/error.ts'
import { minute } from '#domain/time.ts'
import type { TurnstileSecretName } from '#domain/widgets/turnstile-token.ts'
import { times } from '#wiring/times.ts'
import type { SecretStore } from './aws/secret-store.ts'
import { createKnown } from './known.ts'
import { localAddress } from './local-address.ts'

/** Where tokens are verified. A local run has its own; nobody else chooses it. */
const address = (): string =>
  `${localAddress('TURNSTILE_API_URL') ?? 'https://challenges.cloudflare.com/turnstile/v0'}/siteverify`

const verdict = z.object({ success: z.boolean(), 'error-codes': z._default(z.array(z.string()), []) })

/**
 * Cloudflare Turnstile (https://developers.cloudflare.com/turnstile/get-started/server-side-validation/). A token passes once; with the
 * same attempt it passes again, so a delivery of the queue may come again. The visitor's address is kept nowhere and not sent.
 * A secret never changes under its name, so it may be kept a while. Throws where Cloudflare does not answer or fails by itself.
 */
export const createTurnstile = (
  secrets: Pick<SecretStore, 'get'>,
  answerWithin: number = times.turnstileAnswer,
): App['turnstile'] => {
  const known = createKnown<string>({ keptFor: 5 * minute, most: 1_000 })
  const secretOf = (name: TurnstileSecretName) =>
    known(`${name.workspace}/${name.id}`, async () => (await secrets.get(name)).secret ?? '')
  return {
    verify: async ({ secret, token, attempt }) => {
      const asked = { secret: await secretOf(secret), response: token, idempotency_key: attempt }
      const answer = await fetch(address(), {
        ...({ method: 'POST', redirect: 'error' } as const),
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(asked),
        signal: AbortSignal.timeout(answerWithin),
      })
      const { success, 'error-codes': reasons } = await read(answer)
      return { passed: success, reasons }
    },
  }
}

/** A refusal comes with its codes; one of them says that Cloudflare itself failed. */
const read = async (answer: Response): Promise<z.output<typeof verdict>> => {
  const { success: isVerdict, data } = verdict.safeParse(await answer.json().catch(() => undefined))
  if (!isVerdict || answer.status >= 500 || data['error-codes'].includes('internal-error'))
    throw new ExplainedError('Turnstile did not answer.', { status: answer.status })
  return data
}
