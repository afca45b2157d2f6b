import { Ellipsis, Smartphone } from 'lucide-react'
import { lazy, memo, Suspense, useContext, useState } from 'react'
import { CustomerCases } from '../cases/customer-cases.ts'
import { FiledMark } from '../cases/filed-mark.tsx'
import { chargeOf } from '../contact/cost-of.ts'
import type { Conversation, Message } from '../data/api.ts'
import { sendingAgain } from '../data/sending-again.ts'
import { useDesk } from '../desk.ts'
import { Icon, IconButton } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { gateReason, refusalReason } from '../words/gate-reason.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { age, clockTime, moment, price } from '../words/times.ts'
import { words } from '../words/words.ts'
import { automaticAuthor } from './automatic-author.ts'
import { HeldEditor } from './held-editor.tsx'
import { MessageMedia } from './media.tsx'
import { MessageBody } from './message-body.tsx'
import type { WriteAgain } from './outgoing-entry.tsx'
import type { Rights } from './rights.ts'
import { useAct } from './use-act.ts'

const FileDialog = lazy(() => import('../cases/file-dialog.tsx'))

type MessageEntryProps = {
  message: Message
  /** The conversation that is open; the text may be of another one. */
  open: Conversation
  now: number
  rights: Rights
  writeAgain: WriteAgain
}

/** One text: its bubble, and below it what is known of it. */
export const MessageEntry = memo((props: MessageEntryProps) => {
  const { message } = props
  const [isEdited, setEdited] = useState(false)
  const isOut = message.direction === 'outbound'
  if (message.reaction) return <ReactionEntry message={message} />
  return (
    <div className={isOut ? 'turn out' : 'turn'} id={message.id}>
      {isEdited ? (
        <HeldEditor message={message} close={() => setEdited(false)} />
      ) : (
        <>
          <div className="msg-line">
            <div className={`msg ${lookOf(message)}`}>
              <Content message={message} />
            </div>
            <MessageMenu {...props} />
          </div>
          <Reactions message={message} />
          <Facts {...props} edit={() => setEdited(true)} />
        </>
      )}
    </div>
  )
})

const Content = ({ message }: { message: Message }) => (
  <>
    {(message.body || message.media.length === 0) && (
      <div className="msg-words">
        <MessageBody body={message.body || words.picture} />
      </div>
    )}
    {message.media.length > 0 && <MessageMedia message={message} />}
  </>
)

/** A phone's reaction comes as a text; it is shown at the text that it is about, and here in one line. */
const ReactionEntry = ({ message }: { message: Message }) => (
  <div className="fact" id={message.id}>
    <time dateTime={message.created_at}>{clockTime(message.created_at)}</time>
    <span>{message.body}</span>
  </div>
)

const Reactions = ({ message: { reactions = [] } }: { message: Message }) =>
  reactions.length > 0 && (
    <div
      className="reactions"
      role="img"
      aria-label={pageWords.reactions(reactions.map(({ emoji }) => emoji).join(' '))}
    >
      {reactions.map(({ emoji, by }) => (
        <span key={`${emoji} ${by}`}>{emoji}</span>
      ))}
    </div>
  )

const wrongStates = ['failed', 'undelivered', 'blocked', 'unknown']

const lookOf = ({ status }: Message): string =>
  status === 'held' || status === 'canceled' ? 'waits' : wrongStates.includes(status) ? 'wrong' : ''

const Facts = ({ message, open, now, rights, writeAgain, edit }: MessageEntryProps & { edit(): void }) => {
  const act = useAct()
  const isWrong = wrongStates.includes(message.status)
  const isHeld = message.status === 'held'
  const charge = chargeOf(message)
  const isOwn = message.conversation_id === open.id
  const mayChange = rights.mayAct && isOwn
  const resend = () => act(open.id, (api) => api.resendMessage({ id }))
  const { id } = message
  return (
    <div className={isWrong ? 'fact wrong' : 'fact'}>
      <span className="channel">
        <Icon of={Smartphone} />
        {message.media.length > 0 ? pageWords.mms : pageWords.sms}
      </span>
      {!isHeld && (
        <time dateTime={message.created_at} title={new Date(message.created_at).toLocaleString()}>
          {clockTime(message.created_at)}
        </time>
      )}
      {!isHeld && <span>{age(message.created_at, now)}</span>}
      <Author message={message} />
      <FiledMark message={message} />
      {message.segments > 1 && <span>{sizeOf(message)}</span>}
      {message.segments > 1 && charge !== undefined && <span>{price(charge)}</span>}
      {message.direction === 'outbound' && <span>{stateOf(message, now)}</span>}
      {isHeld && mayChange && (
        <>
          <Act label={pageWords.sendNow} onClick={() => act(open.id, (api) => api.sendHeldNow({ id }))} />
          <Act label={pageWords.edit} onClick={edit} />
          <Act label={pageWords.withdraw} onClick={() => act(open.id, (api) => api.cancelHeld({ id }))} />
        </>
      )}
      {isOwn && rights.mayReply && <Again message={message} now={now} resend={resend} />}
      {mayChange && message.body && (message.status === 'blocked' || message.status === 'canceled') && (
        <Act label={pageWords.writeAgain} onClick={() => writeAgain({ body: message.body })} />
      )}
      {message.resent_as && <span>{pageWords.wasResent}</span>}
      {message.resend_of && <span>{pageWords.isResent}</span>}
      {message.conversation_id === undefined && <span>{pageWords.noConversation}</span>}
    </div>
  )
}

/** A text that did not arrive goes out again; one of which nobody knows whether it did only after a word of warning. */
const Again = ({ message, now, resend }: { message: Message; now: number; resend(): void }) => {
  const [isAsked, setAsked] = useState(false)
  const again = sendingAgain(message, now)
  if (again === 'yes') return <Act label={pageWords.sendAgain} onClick={resend} />
  if (again === 'later')
    return <span>{words.attention.tooEarly(moment(message.decide_from ?? '', now))}</span>
  if (again === 'no') return null
  if (!isAsked) return <Act label={pageWords.sendAgain} onClick={() => setAsked(true)} />
  return (
    <>
      <span>{pageWords.resendWhy}</span>
      <Act label={pageWords.sendAgain} onClick={resend} />
      <Act label={pageWords.cancel} onClick={() => setAsked(false)} />
    </>
  )
}

const Act = ({ label, onClick }: { label: string; onClick(): void }) => (
  <span>
    <button type="button" className="link" onClick={onClick}>
      {label}
    </button>
  </span>
)

/** Who wrote it, where that was not the one who reads. */
const Author = ({ message }: { message: Message }) => {
  const { me } = useDesk()
  if (message.direction === 'inbound' || message.sent_by === me.id) return null
  const name = automaticAuthor(message) ?? (message.sent_by_name && pageWords.sentBy(message.sent_by_name))
  return name ? <span>{name}</span> : null
}

const stateOf = (message: Message, now: number): string => {
  if (message.status === 'held') return heldState(message, now)
  const state = pageWords.status[message.status] ?? message.status
  const why = message.error
    ? refusalReason(message.error)
    : message.status === 'blocked' && message.gate?.reason
      ? gateReason(message.gate)
      : undefined
  return why ? pageWords.because(state, why) : state
}

const heldState = ({ gate, send_at }: Message, now: number): string => {
  const until = gate?.release_at ?? send_at
  if (gate?.reason === 'scheduled' && until) return pageWords.scheduledFor(moment(until, now))
  const reason = gateReason(gate)
  return until ? pageWords.heldUntil(moment(until, now), reason) : pageWords.heldBecause(reason)
}

/** What a text takes and costs, for whoever asks; below a long one it is told at once. */
const factsOf = (message: Message): string => {
  const { encoding, from, to, direction } = message
  const cost = chargeOf(message)
  return [
    direction === 'outbound' ? pageWords.sentFrom(formatPhone(from)) : pageWords.sentTo(formatPhone(to)),
    sizeOf(message),
    encoding === 'ucs2' && pageWords.isUnicode,
    cost !== undefined && price(cost),
    message.case && pageWords.cases.reasons[message.case.reason],
  ]
    .filter(Boolean)
    .join(' · ')
}

/** A text with pictures is billed as so many segments as a setting says, whatever its words are. */
const sizeOf = ({ segments, media, direction }: Message): string =>
  media.length > 0 && direction === 'outbound' ? pageWords.credits(segments) : pageWords.segments(segments)

const MessageMenu = ({ message, open, rights }: MessageEntryProps) => {
  const { toasts } = useDesk()
  const act = useAct()
  const { cases } = useContext(CustomerCases)
  const [isFiling, setFiling] = useState(false)
  const isOwn = message.conversation_id === open.id
  const mayFile = rights.mayWrite && isOwn && cases.length > 0
  const maySplit = rights.mayAct && isOwn && message.direction === 'inbound'
  const { id } = open
  const split = async () => {
    const begun = await act(id, (api) => api.splitConversation({ id, body: { message_id: message.id } }))
    if (!begun) return
    const body = { conversation_id: begun.id }
    const undo = () => void act(id, (api) => api.mergeConversation({ id, body }))
    toasts.add(pageWords.wasSplit, { label: pageWords.undo, run: undo })
  }
  return (
    <>
      <Menu
        place={message.direction === 'inbound' ? 'start' : ''}
        button={(props) => <IconButton icon={Ellipsis} label={pageWords.messageMenu} {...props} />}
        groups={[
          {
            heading: factsOf(message),
            items: [
              {
                label: pageWords.copy,
                onChoose: () =>
                  void navigator.clipboard
                    .writeText(message.body)
                    .catch(() => toasts.add(pageWords.trouble(pageWords.copy))),
              },
              ...(mayFile ? [{ label: pageWords.cases.fileElsewhere, onChoose: () => setFiling(true) }] : []),
              ...(maySplit ? [{ label: pageWords.splitHere, onChoose: () => void split() }] : []),
            ],
          },
        ]}
      />
      <Suspense>
        {isFiling && <FileDialog message={message} conversation={id} close={() => setFiling(false)} />}
      </Suspense>
    </>
  )
}
