import type { App } from '../app.ts'
import type { CarrierAccount } from '../carrier-accounts/carrier-account.ts'
import { noteAccess } from '../carrier-accounts/note-account.ts'
import type { CarrierDelivery } from '../carriers/carrier.ts'
import { ExplainedError } from '../error.ts'
import type { WorkspaceId } from '../ids.ts'
import { inParallel } from '../in-parallel.ts'
import { isWritten } from '../retry-on-conflict.ts'
import { day, hour } from '../time.ts'
import type { CarrierInbound } from './received-text.ts'

/** A text as the carrier lists it, and as its webhook would have brought it. */
export type ListedText = { text: CarrierInbound; delivery: CarrierDelivery }

export type ReconcilePorts = {
  /** What came in at an account since then (epoch milliseconds). Throws where the carrier does not say it. */
  listInbound(account: CarrierAccount, since: number): Promise<ListedText[] | 'unauthorized'>
  /** Takes it the way of a webhook. */
  deliver(delivery: CarrierDelivery): Promise<void>
}

type Needs = Pick<App, 'carrierAccounts' | 'clock' | 'commit' | 'numbers' | 'receivedTexts' | 'report'> &
  ReconcilePorts

/** Longer than a carrier takes to list a text. */
const lookBack = 2 * hour
/** For so long a carrier may be away, or its secrets wrong. */
const longestLookBack = 3 * day
/** That all went well is written once in this time: an edit of the account must not meet it all day. */
const notedEvery = hour

const accountsAtOnce = 5
const pageOfNumbers = 100

/**
 * Asks each account what came in, and takes what never arrived the way of a webhook: a carrier gives up a webhook within
 * seconds. What is known costs one read. Every account is asked, then the first failure is thrown.
 */
export const reconcileAccounts = async (app: Needs): Promise<void> => {
  await inParallel(await accountsInUse(app), accountsAtOnce, (account) =>
    reconcile(app, account).catch((cause) => {
      throw new ExplainedError(
        'The texts of an account cannot be listed.',
        { account: account.id },
        { cause },
      )
    }),
  )
}

/** Accounts that numbers belong to, of every workspace. */
const accountsInUse = async (app: Needs): Promise<CarrierAccount[]> => {
  const found: CarrierAccount[] = []
  for (const workspace of await workspacesWithNumbers(app)) {
    const numbers = await app.numbers.list(workspace)
    const ids = new Set(numbers.flatMap(({ carrierAccountId }) => carrierAccountId ?? []))
    const accounts = await Promise.all(Array.from(ids, (id) => app.carrierAccounts.get(workspace, id)))
    found.push(...accounts.filter((account) => account !== undefined))
  }
  return found
}

const workspacesWithNumbers = async (app: Needs): Promise<Set<WorkspaceId>> => {
  const found = new Set<WorkspaceId>()
  let from: string | undefined
  do {
    const page = await app.numbers.everywhere({ limit: pageOfNumbers + 1, from })
    from = page[pageOfNumbers]?.order
    for (const { record } of page) found.add(record.workspace)
  } while (from)
  return found
}

const reconcile = async (app: Needs, account: CarrierAccount): Promise<void> => {
  const now = app.clock.now()
  const listed = await app.listInbound(account, sinceOf(account, now))
  if (listed === 'unauthorized') return refused(app, account)
  for (const { text, delivery } of listed)
    if (await isMissing(app, account, text)) {
      await app.deliver(delivery)
      app.report({ way: 'in', outcome: 'recovered', workspace: account.workspace, carrier: account.carrier })
    }
  const isNoted = account.status === 'ok' && now - (account.reconciledAt ?? 0) < notedEvery
  if (!isNoted) await isWritten(app.commit({ ...account, status: 'ok', reconciledAt: now }))
}

/** From the last time on that all went well, but at least two hours and at most three days; nothing from before the account. */
const sinceOf = ({ reconciledAt, createdAt }: CarrierAccount, now: number): number =>
  Math.max(now - longestLookBack, Math.min(now - lookBack, reconciledAt ?? now), createdAt)

const refused = (app: Needs, { workspace, id }: CarrierAccount): Promise<void> =>
  noteAccess(app, { workspace, account: id }, { outcome: 'not_now', detail: 'list', unauthorized: true })

/**
 * The account may serve other systems as well, with numbers that are none of Parley's, and what a number received before it
 * was Parley's was somebody else's.
 */
const isMissing = async (
  app: Needs,
  account: CarrierAccount,
  { to, at, carrier, carrierMessageId }: CarrierInbound,
): Promise<boolean> => {
  const { workspace } = account
  if (await app.receivedTexts.get({ workspace, carrier, carrierMessageId })) return false
  const number = await app.numbers.byAddress(to)
  return number?.carrierAccountId === account.id && at >= number.createdAt
}
