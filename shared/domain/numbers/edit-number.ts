import { type Principal, requireAdmin } from '../agents/principal.ts'
import { requireAgents } from '../agents/require-agents.ts'
import { tellSignIn } from '../agents/tell-sign-in.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { carrierTraits } from '../carriers/traits.ts'
import type { EditNeeds } from '../edit-record.ts'
import { requireHours } from '../hours/load-hours.ts'
import type { NumberId } from '../ids.ts'
import { type Patch, patched } from '../patch.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { requireSeen, type SeenVersions } from '../seen-versions.ts'
import { requireTeam } from '../teams/load-team.ts'
import { admitNotified } from './admit-notified.ts'
import { requireCarrierFits } from './carrier-of-number.ts'
import { loadNumber } from './load-number.ts'
import { checkedNotificationUsers, requireNotified } from './notification-users.ts'
import type { BusinessNumber, NumberTexts } from './number.ts'

type Needs = EditNeeds & Pick<App, 'accounts' | 'agents' | 'carrierAccounts' | 'hours' | 'numbers' | 'teams'>

type Editable = Pick<
  BusinessNumber,
  | 'name'
  | 'capabilities'
  | 'carrier'
  | 'carrierAccountId'
  | 'mmsOut'
  | 'registration'
  | 'users'
  | 'teamId'
  | 'notificationUsers'
  | 'noticesShowText'
  | 'agentSendOnly'
  | 'carrierHandlesOptOut'
  | 'enrolledOnly'
  | 'hoursId'
  | 'hoursPolicy'
  | 'agentsSendNow'
  | 'longMessages'
  | 'counters'
  | 'rate'
>

/** Of the texts, those that are not named stay and null goes back to the default. */
export type NumberPatch = Patch<Editable> & { texts?: Patch<NumberTexts> }

/**
 * Edits what an admin decides on a number, and lets whoever is told of its texts sign in: should that end in between, the
 * agent is there with `signInPending`, and their next edit does the rest. Throws `validation_failed` where agents, team,
 * hours, carrier or notification users are invalid, `email_taken`, `no_account`, `precondition_failed`, `not_found`,
 * `forbidden`.
 */
export const editNumber = async (
  app: Needs,
  principal: Principal,
  id: NumberId,
  patch: NumberPatch,
  seen?: SeenVersions,
): Promise<BusinessNumber> => {
  requireAdmin(principal)
  const { workspace } = principal
  await requireAgents(app, workspace, patch.users ?? [], 'users')
  if (patch.teamId) await requireTeam(app, workspace, patch.teamId)
  if (patch.hoursId) await requireHours(app, workspace, patch.hoursId)
  const { number, agents } = await retryOnConflict(app, async () => {
    const before = await loadNumber(app, workspace, id)
    requireSeen(before, seen)
    const next = edited(before, patch)
    await requireCarrierFits(app, next)
    const { users, agents } = patch.notificationUsers
      ? await admitNotified(app, before, next.notificationUsers)
      : { users: next.notificationUsers, agents: [] }
    const number = { ...next, notificationUsers: users }
    await app.commit(number, ...agents)
    return { number: asStored(number), agents }
  })
  for (const agent of agents) await tellSignIn(app, principal, agent.id)
  return number
}

const edited = (number: BusinessNumber, { texts = {}, ...patch }: NumberPatch): BusinessNumber => {
  const { notificationUsers: users } = patch
  const next = patched(number, {
    ...habitsOf(number, patch.carrier),
    ...patch,
    notificationUsers: users && checkedNotificationUsers(users, number.country),
    texts: patched(number.texts, texts),
  })
  if (users && number.state !== 'off') requireNotified(next)
  return next
}

/** What follows from another carrier, unless the edit says otherwise. */
const habitsOf = (number: BusinessNumber, carrier = number.carrier): Partial<BusinessNumber> =>
  carrier === number.carrier ? {} : { carrierHandlesOptOut: carrierTraits[carrier].answersByItself }
