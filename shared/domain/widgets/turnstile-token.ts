import type { WorkspaceId } from '../ids.ts'

/** Whose secret it is: each that an admin gives has a name of its own, so that a widget never has the secret of another site key. */
export type TurnstileSecretName = { workspace: WorkspaceId; id: string }

/** One token of a browser to be verified. `attempt`: a UUID; with the same one the same token passes again. */
export type TurnstileToken = { secret: TurnstileSecretName; token: string; attempt: string }

/** What Cloudflare says of a token. `reasons`: its own codes, where it does not pass. */
export type TurnstileVerdict = { passed: boolean; reasons: string[] }

/** Cloudflare's bound (https://developers.cloudflare.com/turnstile/get-started/server-side-validation/). Characters. */
export const longestTurnstileToken = 2_048
