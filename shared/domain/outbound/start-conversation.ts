import { type Principal, requireScope } from '../agents/principal.ts'
import type { App, StoredRecord } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { findRecipient, type Recipient, type RecipientRequest } from '../contacts/find-recipient.ts'
import { claimed } from '../conversations/claim-conversation.ts'
import { requireNoOpenHead } from '../conversations/close-conversation.ts'
import { type Conversation, closed, newConversation } from '../conversations/conversation.ts'
import { withMetadata } from '../conversations/edit-conversation.ts'
import { linkNotes } from '../conversations/new-note.ts'
import { openConversation } from '../conversations/open-conversation.ts'
import { requireInvolved } from '../conversations/rights.ts'
import { type ScheduledChoice, settleScheduled } from '../conversations/settle-scheduled.ts'
import { withMessage } from '../conversations/with-message.ts'
import { loadRules, type RuleNeeds } from '../gate/ask-gate.ts'
import { requireTiming, type Timing } from '../gate/timing.ts'
import { entryOrder } from '../ids.ts'
import type { OutboundMessage } from '../messages/message.ts'
import { chooseNumber } from '../numbers/choose-number.ts'
import type { BusinessNumber } from '../numbers/number.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Settings } from '../settings/settings.ts'
import { withClosedHead, withOpenHead } from '../threads/thread.ts'
import { addresseeOf } from './addressee.ts'
import { type Content, type Draft, replyIn } from './compose-message.ts'
import { acceptText } from './deliver-text.ts'
import { type Formatted, inWords, type WordsNeeds } from './in-words.ts'

type Needs = RuleNeeds &
  WordsNeeds &
  Pick<
    App,
    | 'agents'
    | 'commit'
    | 'contacts'
    | 'conversations'
    | 'files'
    | 'messages'
    | 'numbers'
    | 'randomId'
    | 'report'
    | 'settings'
    | 'threads'
    | 'uploads'
  >

type DraftNeeds = RuleNeeds & Pick<App, 'numbers'>

/** `from`: a number's id or address. */
export type StartRequest = Content &
  Timing &
  RecipientRequest & {
    from?: string
    subject?: string
    metadata?: Record<string, string>
    ifOpen?: 'continue' | 'close_and_start'
    /** What becomes of the texts that wait in the conversation that is closed. */
    scheduled?: ScheduledChoice
  }

export type Started = { conversation: Conversation; message: OutboundMessage }

/**
 * Starts a conversation with a text to a customer. Where one is open already, `if_open` says whether to go on in it or
 * to close it first, with notes that link the two (Intercom). Throws `open_conversation_exists` with the id of the open
 * one where it says nothing, for closing what closing throws, and whatever the send gate says.
 */
export const startConversation = async (
  app: Needs,
  principal: Principal,
  written: Formatted<StartRequest>,
): Promise<Started> => {
  requireScope(principal, 'send')
  const request: StartRequest = await inWords(app, principal, written, () =>
    addresseeOf(app, principal, written),
  )
  const settings = await app.settings.get(principal.workspace)
  const number = await chooseNumber(app, principal, request.from)
  return retryOnConflict(app, async (reading) => {
    const recipient = await findRecipient(app, settings, request, reading)
    const open = await openConversation(app, { thread: recipient.thread, settings, number, reading })
    const starting = { principal, request, settings, number, recipient, open }
    if (open && request.ifOpen === 'continue') return continueOpen(app, starting, open)
    if (open && request.ifOpen === undefined) requireNoOpenHead({ conversationId: open.id })
    return startNew(app, starting)
  })
}

/** What is sent to whom, by whom and from where. */
export type Sending = {
  principal: Principal
  request: Content & Timing & { from?: string }
  settings: Settings
  number: BusinessNumber
  recipient: Recipient
}

type Starting = Sending & { request: StartRequest; open: Conversation | undefined }

/** Goes on in the open conversation. */
const continueOpen = async (app: Needs, starting: Starting, open: Conversation): Promise<Started> => {
  const { draft, mine } = await draftInOpen(app, starting, open)
  const threading = { decision: 'continue', reason: 'continued_by_choice', at: app.clock.now() } as const
  const continued = (message: OutboundMessage) =>
    withMetadata({ ...withMessage(mine, message), threading }, starting.request.metadata)
  const message = await acceptText(app, draft, (accepted) => [continued(accepted)])
  return { conversation: asStored(continued(message)), message }
}

/**
 * A text in an open conversation, from the number that the customer last wrote to unless another one is asked for, and the
 * conversation as it then is: what nobody has claimed becomes the sender's.
 */
export const draftInOpen = async (
  app: DraftNeeds,
  sending: Sending,
  open: Conversation,
): Promise<{ draft: Draft; mine: Conversation }> => {
  const { principal, request } = sending
  const mine =
    principal.kind === 'agent' && !open.claimedBy ? claimed(open, principal.id, app.clock.now()) : open
  const number = request.from ? undefined : await app.numbers.get(open.workspace, open.numberId)
  return { draft: await draftIn(app, { ...sending, number: number ?? sending.number }, mine), mine }
}

const startNew = async (app: Needs, starting: Starting): Promise<Started> => {
  const { open, recipient, number, settings } = starting
  const closing = open && (await closeOpen(app, starting, open))
  const started = createConversation(app, starting)
  const head = { conversationId: started.id, numberId: number.id }
  const thread = open ? withClosedHead(recipient.thread, open.id, app.clock.now()) : recipient.thread
  const message = await acceptText(app, await draftIn(app, starting, started), (accepted) => [
    withMessage(started, accepted),
    withOpenHead(thread, settings.threadScope, head),
    ...(recipient.contact ? [recipient.contact] : []),
    ...(closing ?? []),
    ...(open ? linkTo(app, open, started) : []),
  ])
  return { conversation: asStored(withMessage(started, message)), message }
}

const createConversation = (
  app: Needs,
  { principal, request, number, recipient, open }: Starting,
): Conversation => {
  const now = app.clock.now()
  const { thread } = recipient
  const reason = open ? 'closed_and_started_by_choice' : 'started_by_us'
  return newConversation({
    workspace: thread.workspace,
    id: `cnv_${entryOrder(now, now, app.randomId)}${thread.ref}`,
    phone: thread.phone,
    numberId: number.id,
    contactId: thread.contactId,
    contactName: thread.flags.name,
    subject: request.subject,
    metadata: request.metadata,
    claimedBy: principal.kind === 'agent' ? principal.id : undefined,
    teamId: number.teamId,
    openedAt: now,
    begunBy: 'us',
    threading: { decision: 'start', reason, at: now },
  })
}

const draftIn = async (
  app: DraftNeeds,
  { principal, request, settings, number, recipient: { thread } }: Sending,
  conversation: Conversation,
): Promise<Draft> => {
  const rules = await loadRules(app, { number, settings })
  const reply = replyIn(conversation, principal, request, rules)
  requireTiming(principal, request, rules, reply.origin, app.clock.now())
  return { ...reply, thread }
}

/** The open conversation closed, by whoever may close it, and the texts that are withdrawn with it. */
const closeOpen = async (
  app: Needs,
  { principal, request }: Starting,
  open: Conversation,
): Promise<StoredRecord[]> => {
  requireInvolved(principal, open)
  const { conversation, canceled } = await settleScheduled(app, open, request.scheduled)
  return [closed(conversation, app.clock.now()), ...canceled]
}

const linkTo = (app: Needs, open: Conversation, next: Conversation): StoredRecord[] =>
  linkNotes(
    app,
    {
      workspace: open.workspace,
      id: open.id,
      body: 'This conversation was closed and a new one was started.',
    },
    { id: next.id, body: 'This conversation was started while an earlier one was open.' },
  )
