import type { Aged } from '#domain/conversations/read-timeline.ts'
import type { PageOf } from '#domain/pages.ts'
import { presentPage } from './present.ts'
import { presentNote } from './present-conversation.ts'
import { type InboxApp, presentReadable } from './present-media.ts'

export const presentTimelinePage = async (app: InboxApp, page: PageOf<Aged>) => {
  const records = await Promise.all(page.records.map((aged) => presentTimeline(app, aged)))
  return presentPage({ ...page, records }, (entry) => entry)
}

const presentTimeline = async (app: InboxApp, { entry, ageSeconds }: Aged) => {
  const facts = { conversation_id: entry.conversationId, age_seconds: ageSeconds }
  return entry.kind === 'note'
    ? { type: 'note' as const, note: presentNote(entry), ...facts }
    : { type: 'message' as const, message: await presentReadable(app, entry), ...facts }
}
