import { ChevronLeft } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { each } from '#contract/client.ts'
import type { Agent, Api, BusinessNumber, Conversation, Message } from '../data/api.ts'
import { refreshConversation } from '../data/inbox.ts'
import { someAtOnce } from '../data/some-at-once.ts'
import { useDesk, useSource } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { IconButton } from '../parts/icon.tsx'
import { describeError, EmptyState, FailedState } from '../parts/state.tsx'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { useNow } from '../parts/use-now.ts'
import { useReading } from '../parts/use-reading.ts'
import { automaticAuthor } from '../talk/automatic-author.ts'
import { HeldEditor } from '../talk/held-editor.tsx'
import { rightsIn } from '../talk/rights.ts'
import { gateReason } from '../words/gate-reason.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { moment } from '../words/times.ts'
import { words } from '../words/words.ts'
import { type Opening, openingsOf } from './openings.ts'
import { TextCard, useConversation, useConversationsOf } from './text-card.tsx'
import '../talk/talk.css'

type Filter = { number: BusinessNumber['id'] | undefined; isMine: boolean }
type Work = 'send_now' | 'withdraw'

/** Texts that have not left yet: by when they leave, and last what waits for a person. */
const HeldPage = () => {
  const Title = useMedia(smallScreen) ? 'h1' : 'h2'
  const [, go] = useLocation()
  const [filter, setFilter] = useState<Filter>({ number: undefined, isMine: false })
  const { messages, isWhole, error, read } = useHeld(filter.number)
  const { store, me } = useDesk()
  useConversationsOf(messages ?? [])
  const revision = useSource(store, store.revision)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whose a conversation is may have changed
  const shown = useMemo(
    () => (messages ?? []).filter((message) => !filter.isMine || isOf(message, me, store.conversation)),
    [messages, filter, me, store, revision],
  )
  return (
    <main className="talk">
      <div className="bar">
        <IconButton icon={ChevronLeft} label={pageWords.back} className="back" onClick={() => go('/')} />
        <Title>{words.held.title}</Title>
      </div>
      <div className="cards-page">
        <FilterBar filter={filter} setFilter={setFilter} />
        {error !== undefined && <FailedState error={error} retry={read} />}
        {messages && shown.length === 0 && (
          <EmptyState title={pageWords.held.none} hint={pageWords.held.noneHint} />
        )}
        <Openings messages={shown} read={read} />
        {messages && !isWhole && <p className="sub">{pageWords.held.notAll(messages.length)}</p>}
      </div>
    </main>
  )
}

const most = 500

const useHeld = (number_id: Filter['number']) => {
  const { api } = useDesk()
  const [state, setState] = useState<{ messages?: Message[]; isWhole?: boolean; error?: unknown }>({})
  const read = useCallback(async () => {
    try {
      const messages: Message[] = []
      const query = { status: 'held', limit: 100, ...(number_id && { number_id }) } as const
      for await (const message of each(api.findMessages, { query })) {
        messages.push(message)
        if (messages.length === most) break
      }
      setState({ messages, isWhole: messages.length < most })
    } catch (error) {
      setState((before) => ({ ...before, error }))
    }
  }, [api, number_id])
  useReading(read)
  return { ...state, read }
}

type ConversationOf = (id: string) => Conversation | undefined

/** What somebody wrote, or what is in a conversation of theirs. */
const isOf = ({ sent_by, conversation_id }: Message, me: Agent, of: ConversationOf): boolean =>
  sent_by === me.id || (conversation_id !== undefined && of(conversation_id)?.claimed_by === me.id)

type FilterBarProps = { filter: Filter; setFilter(filter: Filter): void }

const FilterBar = ({ filter, setFilter }: FilterBarProps) => {
  const { store } = useDesk()
  useSource(store, store.revision)
  const numbers = store.numbers()
  return (
    <div className="cards-filter">
      {numbers.length > 1 && (
        <select
          className="input"
          aria-label={pageWords.held.number}
          value={filter.number ?? ''}
          onChange={({ target }) =>
            setFilter({ ...filter, number: numbers.find(({ id }) => id === target.value)?.id })
          }
        >
          <option value="">{pageWords.held.allNumbers}</option>
          {numbers.map(({ id, name, address }) => (
            <option key={id} value={id}>
              {name ?? formatPhone(address ?? id)}
            </option>
          ))}
        </select>
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={filter.isMine}
          onChange={({ target }) => setFilter({ ...filter, isMine: target.checked })}
        />
        {pageWords.held.mine}
      </label>
    </div>
  )
}

type OpeningsProps = { messages: Message[]; read(): Promise<void> }

const Openings = ({ messages, read }: OpeningsProps) => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [isAsked, setAsked] = useState(false)
  const work = useWork(read)
  const openings = useMemo(() => openingsOf(messages), [messages])
  const picked = messages.filter(({ id }) => chosen.has(id))
  const choose = (ids: string[], isChosen: boolean) =>
    setChosen(new Set(isChosen ? [...chosen, ...ids] : [...chosen].filter((id) => !ids.includes(id))))
  const finish = async (what: Work) => {
    setAsked(false)
    await work(what, picked)
    setChosen(new Set())
  }
  return (
    <>
      {openings.map((opening) => (
        <OpeningGroup
          key={opening.key}
          opening={opening}
          chosen={chosen}
          choose={choose}
          work={work}
          read={read}
        />
      ))}
      {picked.length > 0 && (
        <div className="chosen-bar" role="status">
          <span>{pageWords.held.chosen(picked.length)}</span>
          <button type="button" className="btn" onClick={() => setChosen(new Set())}>
            {pageWords.held.chooseNone}
          </button>
          <button type="button" className="btn danger" onClick={() => setAsked(true)}>
            {pageWords.withdraw}
          </button>
          <button type="button" className="btn primary" onClick={() => finish('send_now')}>
            {pageWords.sendNow}
          </button>
        </div>
      )}
      {isAsked && (
        <Dialog title={pageWords.held.withdrawTitle(picked.length)} close={() => setAsked(false)}>
          <p>{pageWords.held.withdrawWhat}</p>
          <Answers yes={pageWords.withdraw} close={() => setAsked(false)} act={() => finish('withdraw')} />
        </Dialog>
      )}
    </>
  )
}

/** Does something to texts, tells how many it was done to and why not to the others, and reads the list again. */
const useWork = (read: () => Promise<void>) => {
  const { api, store, toasts } = useDesk()
  return async (what: Work, messages: Message[]) => {
    const refusals: string[] = []
    await someAtOnce(messages, async (message) => {
      try {
        await doTo(api, what, message)
        if (message.conversation_id) await refreshConversation(api, store, message.conversation_id)
      } catch (error) {
        refusals.push(describeError(error))
      }
    })
    const done = messages.length - refusals.length
    const [why] = refusals
    const told =
      done > 0 && (what === 'withdraw' ? pageWords.held.withdrawn(done) : pageWords.held.sentNow(done))
    toasts.add([told, why && pageWords.held.not(refusals.length, why)].filter(Boolean).join(' '))
    await read()
  }
}

const doTo = async (api: Api, what: Work, { id }: Message) => {
  await (what === 'withdraw' ? api.cancelHeld({ id }) : api.sendHeldNow({ id }))
}

type GroupProps = {
  opening: Opening
  chosen: ReadonlySet<string>
  choose(ids: string[], isChosen: boolean): void
  work(what: Work, messages: Message[]): Promise<void>
  read(): Promise<void>
}

const OpeningGroup = ({ opening, chosen, choose, work, read }: GroupProps) => {
  const { store } = useDesk()
  const Title = useMedia(smallScreen) ? 'h2' : 'h3'
  const now = useNow()
  const { at, number, messages, key } = opening
  const own = useSource(store, () => store.numbers().find(({ address }) => address === number))
  const ids = messages.map(({ id }) => id)
  const when = at ? moment(at, now) : pageWords.held.person
  const title = pageWords.held.opening(when, own?.name ?? formatPhone(number), messages.length)
  return (
    <section className="cards-group" aria-labelledby={`opening ${key}`.replaceAll(' ', '-')}>
      <header>
        <label className="check">
          <input
            type="checkbox"
            aria-label={pageWords.held.chooseAll(title)}
            checked={ids.every((id) => chosen.has(id))}
            onChange={({ target }) => choose(ids, target.checked)}
          />
        </label>
        <Title id={`opening ${key}`.replaceAll(' ', '-')}>{title}</Title>
      </header>
      <ul className="cards">
        {messages.map((message) => (
          <HeldCard
            key={message.id}
            message={message}
            number={own}
            isChosen={chosen.has(message.id)}
            choose={choose}
            work={work}
            read={read}
          />
        ))}
      </ul>
    </section>
  )
}

type HeldCardProps = Pick<GroupProps, 'choose' | 'work' | 'read'> & {
  message: Message
  number: BusinessNumber | undefined
  isChosen: boolean
}

const HeldCard = ({ message, number, isChosen, choose, work, read }: HeldCardProps) => {
  const { me } = useDesk()
  const [isEdited, setEdited] = useState(false)
  const conversation = useConversation(message.conversation_id)
  const { id, gate, sent_by, sent_by_name, segments } = message
  const mayChange = conversation
    ? rightsIn(conversation, me).mayAct
    : me.role === 'admin' || sent_by === me.id
  const author =
    automaticAuthor(message) ??
    (sent_by === me.id ? pageWords.held.byYou : sent_by_name && pageWords.sentBy(sent_by_name))
  const close = () => {
    setEdited(false)
    read()
  }
  return (
    <TextCard
      message={message}
      choice={
        mayChange && (
          <label className="check">
            <input
              type="checkbox"
              aria-label={pageWords.held.choose(message.body)}
              checked={isChosen}
              onChange={({ target }) => choose([id], target.checked)}
            />
          </label>
        )
      }
      facts={[author, segments > 1 && pageWords.segments(segments), reasonOf(message)]}
      editor={isEdited ? <HeldEditor message={message} close={close} /> : undefined}
    >
      {mayChange && !isEdited && (
        <div className="card-acts">
          {mayLeaveNow(gate?.reason, number, me) && (
            <button type="button" className="btn" onClick={() => work('send_now', [message])}>
              {pageWords.sendNow}
            </button>
          )}
          <button type="button" className="btn" onClick={() => setEdited(true)}>
            {pageWords.edit}
          </button>
          <button type="button" className="btn" onClick={() => work('withdraw', [message])}>
            {pageWords.withdraw}
          </button>
        </div>
      )}
    </TextCard>
  )
}

const reasonOf = ({ gate }: Message): string | undefined => gate?.reason && gateReason(gate)

type Reason = NonNullable<Message['gate']>['reason']

/** A law on its recipient, or a decision that is due, is in nobody's hand. */
const mayLeaveNow = (reason: Reason, number: BusinessNumber | undefined, { role }: Agent): boolean => {
  if (reason === 'outside_business_hours') return number?.agents_send_now === true || role === 'admin'
  return reason !== 'quiet_hours' && reason !== 'frequency_cap' && reason !== 'consent_review'
}

export default HeldPage
