import { type ReactNode, useEffect } from 'react'
import { Link } from 'wouter'
import type { Api, Conversation, Message } from '../data/api.ts'
import { refreshConversation } from '../data/inbox.ts'
import { someAtOnce } from '../data/some-at-once.ts'
import type { Store } from '../data/store.ts'
import { useDesk, useSource } from '../desk.ts'
import { MessageBody } from '../talk/message-body.tsx'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { words } from '../words/words.ts'
import '../parts/bar.css'
import '../parts/dialog.css'
import './cards.css'

type TextCardProps = {
  message: Message
  /** Before the name: a box to choose it by. */
  choice?: ReactNode
  /** What is known of it, each a short phrase. */
  facts: (string | false | undefined)[]
  /** In place of the words, while they are changed. */
  editor?: ReactNode
  children?: ReactNode
}

/** A text outside of its conversation: who it is to or from, what it says, and what can be done about it. */
export const TextCard = ({ message, choice, facts, editor, children }: TextCardProps) => {
  const conversation = useConversation(message.conversation_id)
  const phone = formatPhone(message.direction === 'inbound' ? message.from : message.to)
  const name = conversation?.contact_name ?? (conversation ? words.unknownCustomer : phone)
  return (
    <li className="text-card" id={message.id}>
      <div className="card-head">
        {choice}
        {message.conversation_id ? (
          <Link className="card-name" href={`/c/${message.conversation_id}`}>
            {name}
          </Link>
        ) : (
          <span className="card-name">{name}</span>
        )}
        <span className="sub">
          {[name !== phone && phone, ...facts, !message.conversation_id && pageWords.noConversation]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      {editor ?? (
        <p className="card-body">
          <MessageBody body={message.body || words.picture} />
        </p>
      )}
      {children}
    </li>
  )
}

export const useConversation = (id: Conversation['id'] | undefined): Conversation | undefined => {
  const { store } = useDesk()
  return useSource(store, () => (id ? store.conversation(id) : undefined))
}

/** Reads the conversations that texts are in, as far as the page has not seen them. */
export const useConversationsOf = (messages: readonly Pick<Message, 'conversation_id'>[]) => {
  const { api, store } = useDesk()
  useEffect(() => void readConversations(api, store, messages), [api, store, messages])
}

const readConversations = async (
  api: Api,
  store: Store,
  messages: readonly Pick<Message, 'conversation_id'>[],
) => {
  const ids = new Set(
    messages.flatMap(({ conversation_id: id }) => (id && !store.conversation(id) ? [id] : [])),
  )
  await someAtOnce([...ids], (id) => refreshConversation(api, store, id).catch(() => {}))
}
