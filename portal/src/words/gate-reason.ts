import { pageWords } from './pages.ts'

type Gate = { reason?: string; cause?: string; explanation?: string }

/** Why the send gate holds or blocks a text, as part of a sentence: the cause, where the reason has several. */
export const gateReason = (gate: Gate | undefined): string =>
  pageWords.causes[gate?.cause ?? ''] ?? pageWords.reasons[gate?.reason ?? ''] ?? gate?.explanation ?? ''

/** The same of a refusal, or of what became of a text. */
export const refusalReason = ({ code, cause, detail }: { code: string; cause?: string; detail: string }) =>
  gateReason({ reason: code, cause, explanation: detail })
