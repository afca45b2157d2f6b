import { type Principal, requireScope } from '../agents/principal.ts'
import { asStored } from '../as-stored.ts'
import type { CaseId, MessageId } from '../ids.ts'
import type { Filing } from '../messages/filing.ts'
import type { Message } from '../messages/message.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { isOfAct, loadText, mostTexts, textsAround } from './burst.ts'
import { type RefileNeeds, refile, refiled } from './refile.ts'

/** `caseId`: null takes the text out of the cases. `following`: the burst that came after it goes along. */
export type FilingRequest = { caseId: CaseId | null; following?: boolean }

/**
 * Files a text to another case of its customer, or to none, and what came in one burst with it. Both cases keep who did so and
 * when; no rule changes it afterwards. The same again changes nothing. Throws `not_filed` where the case is somebody else's,
 * `not_found`, `forbidden`.
 */
export const fileByHand = async (
  app: RefileNeeds,
  principal: Principal,
  id: MessageId,
  { caseId, following }: FilingRequest,
): Promise<Message> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async () => {
    const message = await loadText(app, principal, id)
    if (isFiledBy(message, caseId)) return message
    const texts = [message, ...(following ? await followingOf(app, message) : [])]
    const filing = byHand(app, principal, caseId)
    const refilings = texts.map((text) => ({ text, filing: { ...filing, ...ruledOf(text) } }))
    await refile(app, principal, refilings)
    return asStored(refiled({ text: message, filing: { ...filing, ...ruledOf(message) } }))
  })
}

const isFiledBy = ({ case: filing }: Message, caseId: CaseId | null): boolean =>
  filing?.reason === 'by_hand' && (filing.id ?? null) === caseId

/** What came right after a text and is filed as it is: by a rule, or because it went along when somebody filed it. */
const followingOf = async (app: RefileNeeds, message: Message): Promise<Message[]> => {
  const later = (await textsAround(app, message, { earlier: false })).slice(0, mostTexts - 1)
  const end = later.findIndex((text) => !isOfAct(text, message) && !follows(text, message))
  return end < 0 ? later : later.slice(0, end)
}

/** What the customer said of a text stays with it: that it names a case, or the answer to a question. */
const saidByCustomer: Filing['reason'][] = ['names_case', 'answers_question', 'by_hand']

const follows = ({ direction, conversationId, case: filing }: Message, first: Message): boolean =>
  direction === 'inbound' &&
  conversationId === first.conversationId &&
  filing?.id === first.case?.id &&
  (filing === undefined ? first.case === undefined : !saidByCustomer.includes(filing.reason))

const byHand = (app: RefileNeeds, { id: by, name }: Principal, caseId: CaseId | null): Filing => ({
  ...(caseId && { id: caseId }),
  reason: 'by_hand',
  sure: true,
  by,
  ...(name && { byName: name }),
  at: app.clock.now(),
})

/** What a rule had said of the text: kept at the first filing by hand, and carried along. */
const ruledOf = ({ case: filing }: Message): Pick<Filing, 'ruled'> => {
  if (filing?.reason === 'by_hand') return filing.ruled === undefined ? {} : { ruled: filing.ruled }
  if (filing?.id === undefined) return { ruled: null }
  const { id, reason, sure } = filing
  return { ruled: { id, reason, sure } }
}
