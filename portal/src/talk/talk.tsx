import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { CustomerCases, useCustomerCases } from '../cases/customer-cases.ts'
import { WhichCase } from '../cases/which-case.tsx'
import { Composer } from '../composer/composer.tsx'
import { ContactPanel } from '../contact/contact-panel.tsx'
import type { Conversation } from '../data/api.ts'
import { useDesk, useSource } from '../desk.ts'
import { EmptyState } from '../parts/state.tsx'
import { pageWords } from '../words/pages.ts'
import { TalkDialog, type TalkDialogName } from './dialogs.tsx'
import { Log } from './log.tsx'
import { Others } from './others.tsx'
import type { WriteAgain } from './outgoing-entry.tsx'
import { Questions } from './questions.tsx'
import { rightsIn } from './rights.ts'
import { TalkHeader } from './talk-header.tsx'
import { useClose } from './use-close.ts'
import '../parts/bar.css'
import './dialogs.css'
import './talk.css'

const CasePop = lazy(() => import('../cases/case-pop.tsx'))

/** One conversation: who, what was said, and where it is answered. */
const Talk = ({ id }: { id: Conversation['id'] }) => {
  const { store, threads } = useDesk()
  const conversation = useSource(store, () => store.conversation(id))
  const state = useSource(threads, () => threads.state(id))
  if (conversation) return <OpenTalk conversation={conversation} />
  return (
    <main className="talk">{state.error !== undefined && <EmptyState title={pageWords.notFound} />}</main>
  )
}

const OpenTalk = ({ conversation }: { conversation: Conversation }) => {
  const { store, me, drafts, settings } = useDesk()
  const [dialog, setDialog] = useState<TalkDialogName>()
  const [isPanelShown, showPanel] = useState(false)
  const [pop, setPop] = useState<{ id: Conversation['id']; isAsked: boolean }>()
  const contact = useSource(store, () => store.contact(conversation.contact_id))
  const closeIt = useClose(() => setDialog('close'))
  const { id } = conversation
  const rights = rightsIn(conversation, me)
  const cases = useCustomerCases(conversation)
  // What pops up asks the same.
  const isAsked = rights.mayWrite && conversation.case?.sure === false && pop?.id !== id
  useReading(conversation)
  useContact(conversation)
  const ask = (name: TalkDialogName) =>
    name === 'close' && conversation.held_count === 0 ? closeIt(conversation) : setDialog(name)
  const writeAgain = useCallback(
    ({ body, isNote, media = [] }: Parameters<WriteAgain>[0]) => {
      const before = drafts.get(id)
      const at = Date.now()
      const pictures = media.map((one) => ({ id: one, key: one, name: '', at, state: 'ready' as const }))
      // Of a note and a text the whole is a note: nothing of it may reach the customer by mistake.
      const isWholeNote = isNote || before?.isNote
      drafts.set(id, {
        body: [before?.body, body].filter(Boolean).join('\n'),
        pictures: [...(before?.pictures ?? []), ...pictures],
        ...(isWholeNote && { isNote: true }),
      })
    },
    [drafts, id],
  )
  return (
    <CustomerCases value={cases}>
      <main className="talk">
        <TalkHeader
          conversation={conversation}
          contact={contact}
          rights={rights}
          ask={ask}
          showPanel={() => showPanel(true)}
          showCases={(isAsked) => (isAsked || settings.get()?.case_pop !== 'off') && setPop({ id, isAsked })}
        />
        <Suspense>
          {pop?.id === id && (
            <CasePop conversation={conversation} isAsked={pop.isAsked} close={() => setPop(undefined)} />
          )}
        </Suspense>
        <Questions conversation={conversation} mayWrite={rights.mayWrite} />
        <Log conversation={conversation} rights={rights} writeAgain={writeAgain} />
        {isAsked && <WhichCase conversation={conversation} />}
        <Others conversation={conversation} />
        <Composer conversation={conversation} contact={contact} rights={rights} />
      </main>
      <ContactPanel
        conversation={conversation}
        contact={contact}
        isShown={isPanelShown}
        hide={() => showPanel(false)}
      />
      {dialog && <TalkDialog name={dialog} conversation={conversation} close={() => setDialog(undefined)} />}
    </CustomerCases>
  )
}

/** What is open before somebody's eyes is read. */
const useReading = ({ id, unread, version }: Conversation) => {
  const { api, store, inbox } = useDesk()
  useEffect(() => {
    if (!unread || document.visibilityState === 'hidden') return
    api
      .markRead({ id, body: { version } })
      .then((row) => {
        store.apply([{ t: 'conversation', row }])
        return inbox.count()
      })
      .catch(() => {})
  }, [api, store, inbox, id, unread, version])
}

const useContact = ({ contact_id }: Conversation) => {
  const { api, store } = useDesk()
  useEffect(() => {
    api
      .getContact({ id: contact_id })
      .then((row) => store.apply([{ t: 'contact', row }]))
      .catch(() => {})
  }, [api, store, contact_id])
}

export default Talk
