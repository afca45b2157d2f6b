import { encodeNumber, type MessageId, type WorkspaceId } from '../ids.ts'
import type { CreditPlan } from '../settings/settings.ts'

/** What is included lapses with its month (UTC); packs last. */
export type Credits = { included: number; packs: number }

export type CreditAccount = Credits & {
  kind: 'credit_account'
  workspace: WorkspaceId
  /** Whose included credits these are, as in 2026-11. */
  month: string
  version: number
}

/**
 * What was taken for the part that is on its way to the carrier. It is kept with the thread and written with the
 * attempt, so a part pays once, however often it is tried.
 */
export type Charge = Credits & { messageId: MessageId; part: number; month: string }

/** One line of the ledger. The lines of a workspace sum up to what is left. */
export type CreditEntry = {
  kind: 'credit_entry'
  workspace: WorkspaceId
  id: `crd_${string}`
  at: number
  type: 'month' | 'pack' | 'use' | 'give_back'
  change: number
  left: number
  /** Set where this line made few or none of many. */
  warning?: CreditWarning
  /** What was sent; it may be more than was taken (answers to STOP, START and HELP when none are left). */
  segments?: number
  messageId?: MessageId
  part?: number
  /** Who added the pack. */
  by?: string
  byName?: string
  version: number
}

type CreditWarning = 'low' | 'none'

/** An account at a moment: with the line that its new month begins with, if nobody wrote that yet. */
export type Statement = { account: CreditAccount; lines: Line[]; plan: CreditPlan; at: number }

export type Line = Pick<CreditEntry, 'type' | 'segments' | 'messageId' | 'part' | 'by' | 'byName'> & {
  change: Credits
}

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

/** A clock that is behind does not bring the last month back. */
export const statementOf = (
  stored: CreditAccount | undefined,
  workspace: WorkspaceId,
  plan: CreditPlan,
  at: number,
): Statement => {
  const month = monthOf(at)
  if (stored && stored.month >= month) return { account: stored, lines: [], plan, at }
  const known = stored ?? { kind: 'credit_account', workspace, included: 0, packs: 0, version: 0 }
  const change = { included: plan.includedPerMonth - known.included, packs: 0 }
  return { account: { ...known, month }, lines: [{ type: 'month', change }], plan, at }
}

const sum = (...credits: Credits[]): Credits => ({
  included: credits.reduce((total, { included }) => total + included, 0),
  packs: credits.reduce((total, { packs }) => total + packs, 0),
})

export const creditsIn = ({ account, lines }: Statement): Credits =>
  sum(account, ...lines.map(({ change }) => change))

export const total = ({ included, packs }: Credits): number => included + packs

/** What a text takes: first of what lapses, and never more than there is. */
export const taken = (statement: Statement, segments: number): Credits => {
  const there = creditsIn(statement)
  const included = Math.min(there.included, segments)
  return { included, packs: Math.min(there.packs, segments - included) }
}

/**
 * The account after one more line, and the lines that led there, to be written together. The account's version numbers
 * the lines, so that they keep their order.
 */
export const booked = (
  { account, lines, plan, at }: Statement,
  line: Line,
): [CreditAccount, ...CreditEntry[]] => {
  let credits = sum(account)
  const entries = [...lines, line].map(({ change, ...facts }, index): CreditEntry => {
    const before = total(credits)
    credits = sum(credits, change)
    const left = total(credits)
    const id: CreditEntry['id'] = `crd_${encodeNumber(account.version + 1, 10)}${index}`
    const warning = warningOf(before, left, plan.warnAt)
    const { workspace } = account
    return {
      kind: 'credit_entry',
      workspace,
      id,
      at,
      ...facts,
      change: left - before,
      left,
      warning,
      version: 0,
    }
  })
  return [{ ...account, ...credits }, ...entries]
}

const warningOf = (before: number, left: number, warnAt: number): CreditWarning | undefined => {
  if (left >= before) return undefined
  if (left === 0) return 'none'
  return before > warnAt && left <= warnAt ? 'low' : undefined
}
