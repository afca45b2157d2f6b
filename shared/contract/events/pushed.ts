import type { Answer } from '../client.ts'

/**
 * What is pushed to open pages. Pages take nothing older than what they have, so that repeats and disorder do no harm,
 * and ask again after each gap: what is pushed may be lost.
 */
export type Pushed = { v: 1; changes: PushedChange[] }
export type PushedChange = InboxChange | RecordChange | ThreadChange | PresenceChange | AgentChange

type Conversation = Answer<'getConversation'>

/** A conversation as every agent may read it. What one agent has read of it is not part of it. */
export type PushedConversation = Omit<Conversation, 'unread' | 'new' | 'expanded'>

/** On the channel of the inbox. */
export type InboxChange =
  /**
   * `unread_from`: the version that the customer's last text made, while no agent has answered; who has seen that version
   * has read everything.
   */
  | { t: 'conversation'; row: PushedConversation; unread_from?: number }
  /** It is closed, which not every agent may read. Whoever had a part in it asks for it. */
  | { t: 'closed'; id: Conversation['id']; version: number }

/** On the channel of the inbox too: what changed beside conversations. */
export type RecordChange =
  /** Another version of it is there. A page that shows it asks for it. */
  | { t: 'record'; kind: RecordKind; id?: string; version: number }
  /** A text of ours did not arrive, nobody knows whether it did, or somebody has sent it again. */
  | { t: 'lost'; message: Answer<'getMessage'> }
  | { t: 'credits'; left: number; warning: 'low' | 'none' }
  /** A case is different, or somebody wrote into it. `contact_id`: of which customer, where the event says so. */
  | { t: 'case'; id: string; contact_id?: string }

/** `message`: one as with `lost`, in a conversation that not every agent may read. */
type RecordKind =
  | 'agent'
  | 'contact'
  | 'message'
  | 'number'
  | 'review'
  | 'settings'
  | 'team'
  | 'unreadable'
  | 'view'

/** On the channel of a thread: everything that is said with one phone. */
export type ThreadChange =
  | { t: 'message'; message: Answer<'getMessage'> }
  | { t: 'note'; note: Extract<Answer<'readTimeline'>['data'][number], { type: 'note' }>['note'] }
  /** It belongs to a conversation that not every agent may read. Whoever may asks for it. */
  | { t: 'changed'; id: string; version: number }

/** On the channel of one agent: what they did on another device, and what was done about them. A view that is theirs alone is told here as a record. */
export type AgentChange =
  /** They have read it, or marked it unread. */
  | { t: 'read'; id: Conversation['id']; unread: boolean }
  /** A note mentions them. `by`: the agent who wrote it. */
  | { t: 'mention'; id: Conversation['id']; note_id: string; by?: string }
  | { t: 'draft'; id: Conversation['id']; version: number }
  | { t: 'preferences'; version: number }
  /** They were deactivated. */
  | { t: 'signed_out' }

/** What an agent does with an open thread. It is told again all the time, and lapses when it is not. */
export type Doing = 'viewing' | 'typing' | 'left'

/** On the channel of presence: published by pages, which say `doing` and no more; the server says who it is. */
export type PresenceChange = { t: 'here'; agent_id: Answer<'getAgent'>['id']; doing: Doing }
