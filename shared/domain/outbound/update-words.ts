import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import type { Case, Channel } from '../cases/case.ts'
import { ruleFor } from '../cases/new-notice.ts'
import type { Portal } from '../cases/page-address.ts'
import type { TemplateId } from '../ids.ts'
import { type FilledRequest, fillRequest } from '../templates/fill-request.ts'
import { addresseeFor } from './addressee.ts'
import type { Content } from './compose-message.ts'
import type { WordsNeeds } from './in-words.ts'

type Needs = WordsNeeds &
  Pick<App, 'agents' | 'cases' | 'contacts' | 'numbers' | 'randomId' | 'threads'> &
  Portal

/**
 * Words of one's own, or a template's. `smsBody`, `emailBody`: other words for a channel; without them it says the same, in the
 * frame that the setting `caseTexts` has for updates.
 */
export type UpdateRequest = {
  body?: string
  templateId?: TemplateId
  input?: Record<string, string>
  public: boolean
  channels: Channel[]
  smsBody?: string
  emailBody?: string
}

/** `pageCode`: of a page that they lead to and that is not there yet. */
type Words = Pick<Content, 'body' | 'template'> & Pick<FilledRequest, 'pageCode'>

/** `body`: the update itself; `by`: what it says on a channel, found once. */
export type UpdateWords = Words & { by(channel: Channel): Promise<Words> }

/**
 * What an update of a case says. Words of one's own leave in the frame that the settings have for updates of its type, those
 * of a template and those for one channel alone as they are. Throws what fillRequest throws.
 */
export const updateWords = async (
  app: Needs,
  principal: Principal,
  one: Case,
  { body = '', templateId, input = {}, ...own }: Omit<UpdateRequest, 'public' | 'channels'>,
): Promise<UpdateWords> => {
  const whom = (update?: string) => () => addresseeFor(app, principal, one, { update })
  const words: Words = templateId
    ? await fillRequest(app, principal, { templateId, input }, whom())
    : { body }
  const settings = await app.settings.get(one.workspace)
  const rule = templateId ? undefined : ruleFor(settings, one, 'updated')
  const frames = { sms: rule?.smsTemplateId, email: rule?.emailTemplateId }
  const others = { sms: own.smsBody, email: own.emailBody }
  const wordsBy = async (channel: Channel): Promise<Words> => {
    const [other, frame] = [others[channel], frames[channel]]
    if (other !== undefined) return { body: other }
    const template = frame && (await app.templates.get(one.workspace, frame, 'fresh'))
    // What a person has written is not lost with the frame.
    if (!template || template.archived) return words
    const request = { templateId: template.id, input: {}, bySetting: true }
    return fillRequest(app, principal, request, whom(words.body))
  }
  const found: Partial<Record<Channel, Promise<Words>>> = {}
  return { ...words, by: (channel) => (found[channel] ??= wordsBy(channel)) }
}
