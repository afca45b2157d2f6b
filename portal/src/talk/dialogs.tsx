import { type FormEvent, useEffect, useState } from 'react'
import type { Agent, Conversation } from '../data/api.ts'
import { useDesk, useSource } from '../desk.ts'
import { Availability } from '../parts/availability.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useNow } from '../parts/use-now.ts'
import { pageWords } from '../words/pages.ts'
import { lastSaid } from '../words/said.ts'
import { shortAge } from '../words/times.ts'
import { useAct } from './use-act.ts'
import { useClose } from './use-close.ts'

export type TalkDialogName = 'transfer' | 'participant' | 'close' | 'tags' | 'merge'
type DialogProps = { conversation: Conversation; close(): void }

/** The questions that come up in a conversation. */
export const TalkDialog = ({ name, ...props }: DialogProps & { name: TalkDialogName }) => {
  switch (name) {
    case 'transfer':
      return <Transfer {...props} />
    case 'participant':
      return <Participant {...props} />
    case 'close':
      return <Close {...props} />
    case 'tags':
      return <Tags {...props} />
    case 'merge':
      return <Merge {...props} />
  }
}

const Transfer = ({ conversation, close }: DialogProps) => {
  const act = useAct()
  const { id, claimed_by } = conversation
  const choose = async ({ id: agent_id }: Agent) => {
    await act(id, (api) => api.transferConversation({ id, body: { agent_id } }))
    close()
  }
  return (
    <Dialog title={pageWords.transferTitle} close={close}>
      <People fits={(agent) => agent.id !== claimed_by} choose={choose} />
    </Dialog>
  )
}

const Participant = ({ conversation, close }: DialogProps) => {
  const act = useAct()
  const { id, claimed_by, participants } = conversation
  const choose = async ({ id: agent_id }: Agent) => {
    await act(id, (api) => api.addParticipant({ id, body: { agent_id } }))
    close()
  }
  return (
    <Dialog title={pageWords.participantTitle} close={close}>
      <People fits={(agent) => agent.id !== claimed_by && !participants.includes(agent.id)} choose={choose} />
    </Dialog>
  )
}

const People = ({ fits, choose }: { fits(agent: Agent): boolean; choose(agent: Agent): void }) => {
  const { store } = useDesk()
  useSource(store, store.revision)
  const fitting = store.agents().filter((agent) => agent.active && fits(agent))
  const people = fitting.toSorted((one, other) => Number(other.available) - Number(one.available))
  if (people.length === 0) return <p>{pageWords.nobodyElse}</p>
  return (
    <ul className="people">
      {people.map((agent) => (
        <li key={agent.id}>
          <button type="button" className="choice" onClick={() => choose(agent)}>
            <strong>{agent.name}</strong>
            <Availability available={agent.available} />
            <span className="sub">{agent.email}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Asked only where texts wait in it: what becomes of them is the person's to say. */
const Close = ({ conversation, close }: DialogProps) => {
  const closeIt = useClose()
  const finish = async (scheduled: 'keep' | 'cancel') => {
    close()
    await closeIt(conversation, scheduled)
  }
  return (
    <Dialog title={pageWords.closeTitle} close={close}>
      <p>{pageWords.closeWaiting(Math.max(1, conversation.held_count))}</p>
      <div className="dialog-foot">
        <button type="button" className="btn" onClick={() => finish('cancel')}>
          {pageWords.cancelScheduled}
        </button>
        <button type="button" className="btn primary" onClick={() => finish('keep')}>
          {pageWords.keepScheduled}
        </button>
      </div>
    </Dialog>
  )
}

const Tags = ({ conversation: { id }, close }: DialogProps) => {
  const { store } = useDesk()
  const act = useAct()
  const tags = useSource(store, () => store.conversation(id)?.tags) ?? []
  const [written, setWritten] = useState('')
  const add = async (event: FormEvent) => {
    event.preventDefault()
    const tag = written.trim()
    if (tag && (await act(id, (api) => api.addTag({ id, body: { tag } })))) setWritten('')
  }
  return (
    <Dialog title={pageWords.tagsTitle} close={close}>
      {tags.length > 0 && (
        <ul className="tag-list">
          {tags.map((tag) => (
            <li key={tag} className="chip">
              {tag}
              <button
                type="button"
                className="link"
                aria-label={pageWords.removeTag(tag)}
                onClick={() => act(id, (api) => api.removeTag({ id, tag }))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <form className="tag-form" onSubmit={add}>
        <label className="field-row">
          <span className="label">{pageWords.newTag}</span>
          <input
            className="input"
            maxLength={50}
            value={written}
            onChange={(event) => setWritten(event.target.value)}
          />
        </label>
        <button type="submit" className="btn" disabled={written.trim() === ''}>
          {pageWords.addTag}
        </button>
      </form>
    </Dialog>
  )
}

/** Another conversation with the same phone comes into this one. */
const Merge = ({ conversation, close }: DialogProps) => {
  const { api, toasts } = useDesk()
  const act = useAct()
  const now = useNow()
  const [others, setOthers] = useState<Conversation[]>()
  const { id, phone } = conversation
  useEffect(() => {
    api
      .listConversations({ query: { phone, limit: 20 } })
      .then(({ data }) => setOthers(data.filter((other) => other.id !== id && !other.merged_into)))
      .catch(() => setOthers([]))
  }, [api, phone, id])
  const choose = async (other: Conversation) => {
    const body = { conversation_id: other.id }
    const merged = await act(id, (api) => api.mergeConversation({ id, body }))
    close()
    if (!merged) return
    const undo = () => void act(id, (api) => api.unmergeConversation({ id, body }))
    toasts.add(pageWords.merged, { label: pageWords.undo, run: undo })
  }
  return (
    <Dialog title={pageWords.mergeHere} close={close}>
      {others?.length === 0 && <p>{pageWords.noOtherConversation}</p>}
      <ul className="people">
        {others?.map((other) => (
          <li key={other.id}>
            <button type="button" className="choice" onClick={() => choose(other)}>
              <strong>{lastSaid(other) ?? pageWords.borderOther}</strong>
              <span className="sub">{shortAge(other.last_activity_at, now)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
