import { ChevronLeft, Ellipsis } from 'lucide-react'
import { useContext } from 'react'
import { Link, useLocation } from 'wouter'
import { CustomerCases, nameOf } from '../cases/customer-cases.ts'
import type { Contact, Conversation } from '../data/api.ts'
import { useDesk, useSource } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { Menu, type MenuItem } from '../parts/menu.tsx'
import { useKeys } from '../parts/use-keys.ts'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { useNow } from '../parts/use-now.ts'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { clockTime } from '../words/times.ts'
import { words } from '../words/words.ts'
import type { TalkDialogName } from './dialogs.tsx'
import type { Rights } from './rights.ts'
import { useAct } from './use-act.ts'
import { useSnooze } from './use-snooze.tsx'

type TalkHeaderProps = {
  conversation: Conversation
  contact: Contact | undefined
  rights: Rights
  ask(dialog: TalkDialogName): void
  showPanel(): void
  /** `isAsked`: somebody wants them; otherwise the conversation was claimed, and the settings decide. */
  showCases(isAsked: boolean): void
}

/** Who it is, and the one thing to do next; everything else is behind one button. */
export const TalkHeader = (props: TalkHeaderProps) => {
  const { conversation, contact, rights, ask, showCases } = props
  const { id } = conversation
  const [, go] = useLocation()
  const act = useAct()
  // On a phone the list, whose heading is the first, is not in the page.
  const Title = useMedia(smallScreen) ? 'h1' : 'h2'
  const claim = async () => {
    if (await act(id, (api) => api.claimConversation({ id }))) showCases(false)
  }
  const reopen = () => void act(id, (api) => api.reopenConversation({ id }))
  useKeys({
    c: rights.mayClaim && claim,
    o: rights.mayReopen && reopen,
    e: rights.mayClose && (() => ask('close')),
    t: rights.mayGive && (() => ask('transfer')),
    p: rights.mayGive && (() => ask('participant')),
    l: rights.mayWrite && (() => ask('tags')),
    esc: () => go('/'),
  })
  return (
    <div className="bar">
      <IconButton icon={ChevronLeft} label={pageWords.back} className="back" onClick={() => go('/')} />
      <div>
        <Title>{conversation.contact_name ?? words.unknownCustomer}</Title>
        <Facts conversation={conversation} contact={contact} />
      </div>
      <span className="push" />
      {rights.mayGive && (
        <button type="button" className="btn hide-small" onClick={() => ask('transfer')}>
          {pageWords.transfer}
        </button>
      )}
      {rights.mayClaim && (
        <button type="button" className="btn primary" onClick={claim}>
          {pageWords.claim}
        </button>
      )}
      {rights.mayClose && (
        <button
          type="button"
          className={rights.mayClaim ? 'btn hide-small' : 'btn'}
          aria-label={pageWords.closeConversation}
          onClick={() => ask('close')}
        >
          {pageWords.close}
        </button>
      )}
      {rights.mayReopen && (
        <button type="button" className="btn primary" onClick={reopen}>
          {pageWords.reopen}
        </button>
      )}
      <More {...props} />
    </div>
  )
}

const Facts = ({ conversation, contact }: Pick<TalkHeaderProps, 'conversation' | 'contact'>) => {
  const { store, me } = useDesk()
  const now = useNow()
  const number = useSource(store, () => store.number(conversation.number.id))
  const claimer = useSource(store, () => store.agent(conversation.claimed_by ?? ''))
  const parts = [
    formatPhone(conversation.phone),
    contact?.zone && pageWords.theirTime(clockTime(now, contact.zone)),
    pageWords.toNumber(number?.name ?? formatPhone(conversation.number.address ?? '')),
    claimer && claimer.id !== me.id && pageWords.claimedBy(claimer.name),
    conversation.subject,
  ]
  return (
    <span className="sub">
      {conversation.opted_out && <strong className="out">{pageWords.optedOut}</strong>}
      {parts.filter(Boolean).join(' · ')}
      <ShownCase conversation={conversation} />
    </span>
  )
}

/** The case of the newest text that has one. */
const ShownCase = ({ conversation: { case: shown } }: Pick<TalkHeaderProps, 'conversation'>) => {
  const { cases } = useContext(CustomerCases)
  const found = cases.find(({ id }) => id === shown?.id)
  if (!found) return null
  return (
    <>
      {' · '}
      <Link className="link" href={`/cases/${found.id}`}>
        {nameOf(found)}
      </Link>
    </>
  )
}

const More = ({ conversation, rights, ask, showPanel, showCases }: TalkHeaderProps) => {
  const { store, toasts, me } = useDesk()
  const [, go] = useLocation()
  const act = useAct()
  const { id, participants, state } = conversation
  const markUnread = async () => {
    if (await act(id, (api) => api.markUnread({ id }))) go('/')
  }
  const give = async () => {
    if (await act(id, (api) => api.releaseConversation({ id }))) toasts.add(pageWords.givenBack)
  }
  useKeys({ u: markUnread, 'Shift+C': rights.mayGive && give })
  const snooze = useSnooze(conversation, rights)
  const others = participants.filter((agent) => agent !== me.id)
  const items: MenuItem[] = [
    { label: pageWords.details, onChoose: showPanel },
    ...(rights.mayAct ? [{ label: pageWords.cases.pop.open, onChoose: () => showCases(true) }] : []),
    ...(rights.mayGive
      ? [
          { label: pageWords.transfer, hint: 't', onChoose: () => ask('transfer') },
          { label: pageWords.release, hint: 'Shift C', onChoose: give },
          { label: pageWords.addParticipant, hint: 'p', onChoose: () => ask('participant') },
          ...others.map((agent) => ({
            label: pageWords.removeParticipant(store.agent(agent)?.name ?? pageWords.somebody),
            onChoose: () => void act(id, (api) => api.removeParticipant({ id, agent_id: agent })),
          })),
        ]
      : []),
    ...(rights.mayWrite ? [{ label: pageWords.tags, hint: 'l', onChoose: () => ask('tags') }] : []),
    ...(rights.mayAct && state === 'open'
      ? [{ label: pageWords.mergeHere, onChoose: () => ask('merge') }]
      : []),
    ...snooze.items,
    { label: pageWords.markUnread, hint: 'u', onChoose: markUnread },
  ]
  return (
    <>
      <Menu
        button={(props) => <IconButton icon={Ellipsis} label={pageWords.more} {...props} />}
        groups={[{ items }]}
      />
      {snooze.dialog}
    </>
  )
}
