import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { CaseTextRule, Settings } from '../settings/settings.ts'
import {
  type Case,
  type CaseEntry,
  type Channel,
  isDone,
  type NoticeEntry,
  type NoticeEvent,
} from './case.ts'
import { newEntry, writer } from './new-entry.ts'

/** By which ways the customer is told. Undefined: by those of the settings; none of them: not at all. */
export type Notify = readonly Channel[] | undefined

/** What the settings say of an event of a case; undefined where its customer is told nothing. */
export const ruleFor = (
  { caseTexts }: Pick<Settings, 'caseTexts'>,
  { type }: Pick<Case, 'type'>,
  event: CaseTextRule['event'],
): CaseTextRule | undefined => caseTexts.find((rule) => rule.on && rule.type === type && rule.event === event)

/**
 * What the customer is told of an event, to be written with it; none where the settings have no template for it, or whoever
 * brings it about does not want it.
 */
export const noticeOf = (
  app: Pick<App, 'clock' | 'randomId'>,
  principal: Principal,
  { settings, one, event, notify }: { settings: Settings; one: Case; event: NoticeEvent; notify: Notify },
): (CaseEntry & NoticeEntry)[] => {
  const rule = ruleFor(settings, one, event)
  const isWanted = (channel: Channel) => notify === undefined || notify.includes(channel)
  const sms = isWanted('sms') ? rule?.smsTemplateId : undefined
  const email = isWanted('email') ? rule?.emailTemplateId : undefined
  if (!sms && !email) return []
  const notice = {
    type: 'notice' as const,
    event,
    ...(sms && { sms: { templateId: sms, state: 'waiting' as const } }),
    ...(email && { email: { templateId: email, state: 'waiting' as const } }),
    ...writer(principal),
  }
  return [newEntry(app, one, notice)]
}

/** Of which change its customer may be told. That it is open again is none: somebody will write why. */
export const eventBetween = (before: Case, after: Case): NoticeEvent | undefined => {
  if (isDone(after)) return isDone(before) ? undefined : 'done'
  return after.status !== undefined && after.status !== before.status ? 'status' : undefined
}
