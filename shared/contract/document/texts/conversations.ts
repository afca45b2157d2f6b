import type { conversationOperations } from '../../api/conversations.ts'
import type { Texts } from '../resource-texts.ts'
import { messageExamples } from './messages.ts'
import { ids } from './shared.ts'

const one = { id: 'The conversation.' }
const expand =
  'What to read along, as `expanded`: any of `contact`, `number` and `agent`, with commas between them.'

const conversation = {
  id: ids.conversation,
  state: 'open',
  phone: '+12065550123',
  number: { id: ids.number, address: '+12065550100' },
  contact_id: ids.contact,
  contact_name: 'Ada Park',
  metadata: { order: '1042' },
  subject: 'Broken heater',
  claimed_by: ids.ana,
  claimed_at: '2026-11-27T14:01:30.000Z',
  participants: [ids.ben],
  tags: ['vip'],
  team_id: ids.team,
  unread: false,
  new: false,
  last_message: {
    id: ids.outbound,
    direction: 'outbound',
    preview: 'We will be there at two.',
    at: '2026-11-27T14:03:10.000Z',
    status: 'sent',
  },
  last_activity_at: '2026-11-27T14:03:10.000Z',
  last_inbound_at: '2026-11-27T14:00:00.000Z',
  last_outbound_at: '2026-11-27T14:03:10.000Z',
  first_reply_at: '2026-11-27T14:03:10.000Z',
  held_count: 0,
  opted_out: false,
  opened_at: '2026-11-27T14:00:00.000Z',
  threading: { decision: 'start', reason: 'no_conversation_before', at: '2026-11-27T14:00:00.000Z' },
  version: 4,
}

const note = {
  id: ids.note,
  conversation_id: ids.conversation,
  body: 'Called her back as well.',
  written_by: ids.ana,
  created_at: '2026-11-27T14:05:00.000Z',
}

const { claimed_by: _, claimed_at: __, ...unclaimed } = conversation

/** One that waits for an agent of its team. */
export const queuedExample = { ...unclaimed, queued_since: '2026-11-27T14:00:00.000Z' }

export const conversationTexts: Texts<typeof conversationOperations> = {
  tag: {
    name: 'Conversations',
    description:
      'A stretch of what is said with one phone. It is open or closed, and one agent can claim it to reply. A customer has at most one open conversation.',
  },
  operations: {
    startConversation:
      'Where the customer has an open conversation, `if_open` says what happens. Without it the answer is `open_conversation_exists` with the id of the open one. Who may not close that one may not ask for `close_and_start`; programs need the scope `manage` for it.',
    listConversations:
      'The tab `active` has what the agent claimed, where they participate, and what nobody claimed. `team` has what others claimed. `closed` has the closed ones in which they had a part; admins and programs see all of them.',
    countConversations: 'For the badges of the tabs. Each tab is counted up to a bound.',
    getConversation:
      'The conversation as it is now. Agents read open ones, and closed ones in which they had a part.',
    editConversation: 'What is left out stays; null removes it. The subject is never sent to the customer.',
    claimConversation:
      'Only one agent can have it: whoever loses the race gets `claimed_by_other`. A number with users is claimed by them and by admins only. Programs claim nothing, they reply with the scope `send`.',
    releaseConversation: 'The agent stays a participant. The conversation is unclaimed again.',
    transferConversation:
      'The claimer before becomes a participant. The new one must be able to reply from its number.',
    addParticipant: 'A participant reads, writes notes and closes, but does not reply.',
    removeParticipant: 'Agents may remove themselves; the claimer and admins may remove anybody.',
    closeConversation:
      "The claimer, a participant or an admin may. Where texts wait in it, `scheduled` says whether they leave at their hour all the same. The customer's next text within the time of the settings opens it again.",
    reopenConversation: 'Refused while the customer has another open conversation.',
    continueConversation: "Keeps the customer's text in the conversation that it reopened.",
    splitConversation:
      'The messages from that one on move to a new conversation. A note in each names the other.',
    mergeConversation: 'The other conversation is closed and keeps nothing. `unmerge` undoes it.',
    unmergeConversation: 'The other conversation gets back what it had, with its state.',
    markRead:
      'Each agent has read marks of their own. With `version`, texts that came after that version stay unread.',
    markUnread: 'It is unread for the asking agent until they look at it again.',
    snoozeConversation:
      'It is found with `snoozed=true` meanwhile. At the time it is back in its place; a text of the customer brings it back at once.',
    unsnoozeConversation: 'One that is not snoozed stays as it is.',
    getDraft: 'For agents only. Where there is none the body is empty and the version 0.',
    saveDraft:
      'For agents only; each has their own. It is kept for 30 days, and follows to other devices. With If-Match a newer one of another device is not overwritten.',
    addTag:
      'A tag that is there already changes nothing, whatever its letters are: VIP and vip are one. A conversation has at most 20 tags.',
    removeTag: 'Upper and lower case are one. A tag that is not there changes nothing.',
    addNote: 'Customers never see notes.',
    readTimeline:
      'Newest first. It has all messages and notes of the phone, over all conversations and those that belong to none. Of a conversation that another agent claimed, an agent without a part in it sees nothing that is closed.',
  },
  parameters: {
    listConversations: {
      tab: 'The tab of the inbox: `active` unless you ask for a customer, and then all.',
      phone:
        'Only conversations with this phone, in any common format, or with this short code or name, the newest begun first.',
      contact_id: "Only conversations with this contact's phones, the newest begun first.",
      expand,
      number_id: 'Only conversations with this number.',
      team_id: 'Only conversations of this team.',
      tag: 'Only conversations with this tag. Upper and lower case are one.',
      claimed_by: 'Only conversations that this agent claimed.',
      claimed: 'Only those that somebody claimed, or only those that nobody has.',
      waiting: 'Only those whose customer waits for an answer, or only the others.',
      sort: 'Newest activity first unless you ask for `waiting`: then the customer who waits longest is first, and after all who wait come those who do not, newest activity first. Only in the tabs `active` and `team`. Each such page reads the whole tab, so ask for long pages.',
      state: 'Only open or only closed conversations.',
      snoozed:
        'Only those that are snoozed, or only those that are not. The tab `active` leaves them out unless you ask.',
      unread: 'Only those with a text that the asking agent has not seen, or only those without.',
    },
    getConversation: { ...one, expand },
    ...Object.fromEntries(
      [
        'editConversation',
        'claimConversation',
        'releaseConversation',
        'transferConversation',
        'addParticipant',
        'removeParticipant',
        'closeConversation',
        'reopenConversation',
        'continueConversation',
        'splitConversation',
        'mergeConversation',
        'unmergeConversation',
        'markRead',
        'markUnread',
        'snoozeConversation',
        'unsnoozeConversation',
        'getDraft',
        'saveDraft',
        'addTag',
        'removeTag',
        'addNote',
        'readTimeline',
      ].map((name) => [name, one]),
    ),
  },
  schemas: {
    ConversationState: { '': 'Whether the conversation goes on.' },
    Conversation: {
      '': 'A stretch of what is said with one phone.',
      state: 'Whether it goes on.',
      phone:
        "The customer's phone in E.164; or the short code or name that their texts come from, which cannot be answered.",
      number: 'The business number that replies leave from.',
      'number.id': 'Its id.',
      'number.address':
        'What customers write to. Missing in conversations that nothing happened in since it is kept.',
      contact_name: 'The name of the contact, where it has one.',
      claimed_at: 'When it was claimed.',
      last_inbound_at: 'When the customer last wrote.',
      last_outbound_at: 'When a text to the customer was last written.',
      waiting_since:
        'When the customer wrote the oldest text that nobody has answered since. Missing where nobody waits.',
      snoozed_until:
        'Until when it is out of Active. It stays after that time is over; a text of the customer takes it away.',
      first_reply_at: 'When somebody answered for the first time.',
      held_count: 'How many texts in it wait to be sent.',
      case: 'The case of its newest text that has one.',
      'case.id': 'Its id.',
      'case.sure': 'False where that text was filed by a guess.',
      expanded: 'What `expand` asked for.',
      'expanded.contact': 'The contact.',
      'expanded.number': 'The business number.',
      'expanded.agent': 'The agent who claimed it.',
      subject: 'What it is about. For agents only, never sent to the customer.',
      claimed_by: 'The agent who alone may reply. Missing where nobody claimed it.',
      queued_since: 'Its place in the queue of its team, while it waits there for an agent.',
      participants: 'Agents who may read, write notes and close.',
      tags: 'Words to find it by.',
      unread: 'Whether it has a text that the asking agent has not seen. Always false for programs.',
      new: 'Whether nobody has answered or seen it yet.',
      last_message: 'The newest message that a person wrote.',
      'last_message.id': 'Its id.',
      'last_message.direction': 'Who wrote it.',
      'last_message.preview': 'Its first 80 characters. Empty where it has pictures and no words.',
      'last_message.media':
        'What came with it beside words, to be said in the language of whoever reads: "Picture", "3 pictures". Missing where nothing did.',
      'last_message.media.count': 'How many pictures and other files.',
      'last_message.media.pictures': 'Whether all of them are pictures, as far as is known.',
      'last_message.at': 'When it was written.',
      'last_message.status':
        'How far it has come. `sent`: it was accepted, and nothing is known to have gone wrong since.',
      last_activity_at: 'When something was last said. Lists are sorted by it.',
      opened_at: 'When it began.',
      closed_at: 'When it was closed. Missing while it is open.',
      threading: 'The newest decision on what belongs to this conversation, and why.',
      'threading.decision': 'What was decided.',
      'threading.reason': 'Why.',
      'threading.at': 'When.',
      'threading.message_id': 'The text that reopened it.',
      merged_into: 'The conversation that has its messages now.',
      opted_out: 'The customer has opted out of the texts of its number.',
      consent_review: 'There is a text that reads like an opt-out. A person should decide.',
      'consent_review.message_id': 'That text.',
      'consent_review.due_at': 'Until when it has to be decided.',
    },
    StartedConversation: {
      '': 'A conversation with the text that was just written in it.',
      message: 'The text.',
    },
    Note: {
      '': 'An internal note.',
      body: 'Its words.',
      written_by: 'The agent or program that wrote it. Missing where Parley did.',
      link: 'The other conversation, in notes about a split, a merge or a new beginning.',
    },
    TimelineEntry: {
      '': 'A message or a note, with its age.',
      type: 'Which of the two it is.',
      message: 'The message.',
      note: 'The note.',
      conversation_id: 'The conversation that it belongs to. Missing for a text that belongs to none.',
      age_seconds: 'How old it is.',
    },
    CountConversationsAnswer: {
      '': 'The counts of each tab.',
      ...Object.fromEntries(
        ['active', 'team', 'closed'].flatMap((tab) => [
          [tab, `The tab \`${tab}\`.`],
          [`${tab}.count`, 'How many conversations it has.'],
          [`${tab}.unread`, 'How many of them have a text that the asking agent has not seen.'],
          [`${tab}.new`, 'How many of them nobody has answered or seen.'],
          [`${tab}.capped`, 'Whether there are more than were counted.'],
        ]),
      ),
    },
    StartConversationBody: {
      '': 'To whom, and what. Either `to` or `contact_id` is needed.',
      subject: 'What it is about. For agents only, never sent to the customer.',
      from: "The id or the address of the number that it leaves from. Without it the agent's own, else the first one.",
      if_open:
        'What happens where the customer has an open conversation. `continue`: the text goes into it. `close_and_start`: it is closed, and notes link the two.',
      scheduled:
        'What becomes of the texts that wait in a conversation that `close_and_start` closes: `keep`, they leave at their hour; `cancel`, they never leave.',
    },
    SnoozeConversationBody: { '': 'Until when.', until: 'A time within a year, with any offset.' },
    Draft: {
      '': 'What an agent has begun to write in a conversation.',
      body: 'Empty once it was sent or thrown away.',
      updated_at: 'When it was last written.',
    },
    SaveDraftBody: { '': 'The whole draft.', body: 'At most 10,000 bytes of UTF-8.' },
    CloseConversationBody: {
      '': 'Needed only where texts wait in the conversation.',
      scheduled: '`keep`: they leave at their hour. `cancel`: they never leave.',
    },
    MarkReadBody: {
      '': 'Up to where.',
      version: 'The version that was read. Without it the newest.',
    },
    EditConversationBody: {
      '': 'What changes.',
      metadata: 'Pairs to add or change; null removes one.',
      team_id: 'The team that is to look after it.',
    },
    TransferConversationBody: { '': 'To whom.', agent_id: 'The agent who claims it from now on.' },
    AddParticipantBody: { '': 'Whom.', agent_id: 'The agent who is let in.' },
    SplitConversationBody: {
      '': 'Where to split.',
      message_id: 'The first message of the new conversation. Without it, the text that reopened this one.',
    },
    MergeConversationBody: {
      '': 'What to merge.',
      conversation_id: 'The conversation that gives its messages.',
    },
    UnmergeConversationBody: {
      '': 'What to undo.',
      conversation_id: 'The conversation that was merged into this one.',
    },
    AddTagBody: { '': 'A tag.', tag: 'At most 50 characters, without a slash.' },
    AddNoteBody: { '': 'A note.' },
  },
  examples: {
    Conversation: conversation,
    StartedConversation: { ...conversation, message: messageExamples.outbound },
    releaseConversation: unclaimed,
    closeConversation: { ...conversation, state: 'closed', closed_at: '2026-11-27T15:00:00.000Z' },
    Note: note,
    TimelineEntry: {
      type: 'message',
      message: messageExamples.inbound,
      conversation_id: ids.conversation,
      age_seconds: 620,
    },
    CountConversationsAnswer: {
      active: { count: 12, unread: 3, new: 1, capped: false },
      team: { count: 4, unread: 0, new: 0, capped: false },
      closed: { count: 100, unread: 0, new: 0, capped: true },
    },
    StartConversationBody: {
      to: '+12065550123',
      body: 'Your heater is ready.',
      subject: 'Broken heater',
      if_open: 'continue',
    },
    EditConversationBody: { subject: 'Broken heater, second visit', team_id: null },
    Draft: {
      conversation_id: ids.conversation,
      body: 'We will be there at',
      updated_at: '2026-11-27T14:02:00.000Z',
      version: 2,
    },
    SnoozeConversationBody: { until: '2026-10-12T09:00:00-04:00' },
    SaveDraftBody: { body: 'We will be there at' },
    CloseConversationBody: { scheduled: 'keep' },
    TransferConversationBody: { agent_id: ids.ben },
    AddParticipantBody: { agent_id: ids.ben },
    SplitConversationBody: { message_id: ids.inbound },
    MergeConversationBody: { conversation_id: ids.conversationBefore },
    UnmergeConversationBody: { conversation_id: ids.conversationBefore },
    AddTagBody: { tag: 'vip' },
    MarkReadBody: { version: 4 },
    AddNoteBody: { body: 'Called her back as well.' },
  },
}
