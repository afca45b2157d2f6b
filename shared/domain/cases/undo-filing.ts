import { type Principal, requireScope } from '../agents/principal.ts'
import { asStored } from '../as-stored.ts'
import { DomainError } from '../error.ts'
import type { MessageId } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { isOfAct, loadText, mostTexts, textsAround } from './burst.ts'
import { type RefileNeeds, type Refiling, refile, refiled } from './refile.ts'

/**
 * Takes back how people filed a text, and what they filed in the same act: what rules had said of each counts again, as a guess
 * where it was one. Of a text that nobody filed nothing changes. Throws `not_filed` where what the rule said was not kept, or is a case
 * of somebody else by now; `not_found`, `forbidden`.
 */
export const undoFiling = async (app: RefileNeeds, principal: Principal, id: MessageId): Promise<Message> => {
  requireScope(principal, 'manage')
  return retryOnConflict(app, async () => {
    const message = await loadText(app, principal, id)
    if (message.case?.reason !== 'by_hand') return message
    const [first] = asRuled(message)
    if (!first) throw new DomainError('not_filed', 'What a rule had said of this text was not kept.')
    const others = await textsAround(app, message, { earlier: true })
    const along = others.filter((text) => isOfAct(text, message)).flatMap(asRuled)
    await refile(app, principal, [first, ...along].slice(0, mostTexts))
    return asStored(refiled(first))
  })
}

const asRuled = (text: Message): Refiling[] => {
  const ruled = text.case?.ruled
  return ruled === undefined ? [] : [{ text, ...(ruled && { filing: ruled }) }]
}
