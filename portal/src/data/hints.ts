import type { AgentChange, RecordChange } from '#contract/events/pushed.ts'
import type { Agent, Api, Conversation } from './api.ts'
import type { Attention } from './attention.ts'
import type { Drafts } from './drafts.ts'
import type { Inbox } from './inbox.ts'
import type { CaseNews, Mention, News } from './news.ts'
import type { PreferenceStore } from './preferences.ts'
import type { WorkspaceSettings } from './settings.ts'
import type { Store } from './store.ts'
import type { Views } from './views.ts'

export type Hint = RecordChange | AgentChange

/** What pages are told by id and version only: they ask for what they show. */
export type Hints = {
  hear(hints: Hint[]): void
  /** Something may have been told while nobody listened. */
  catchUp(open: Conversation['id'] | undefined): void
}

type Needs = {
  api: Pick<Api, 'getAgent' | 'getContact' | 'getMessage' | 'getNumber'>
  me: Pick<Agent, 'role'>
  store: Store
  inbox: Pick<Inbox, 'hearRead'>
  drafts: Pick<Drafts, 'hear' | 'look'>
  preferences: Pick<PreferenceStore, 'hear' | 'read'>
  views: Pick<Views, 'read'>
  attention: Pick<Attention, 'hear' | 'read' | 'reread'>
  settings: Pick<WorkspaceSettings, 'hear'>
  caseNews: Pick<News<CaseNews>, 'hear'>
  mentionNews: Pick<News<Mention>, 'hear'>
  readNames(): void
  /** Says that few credits are left, or none. */
  warn(credits: Extract<RecordChange, { t: 'credits' }>): void
  /** Closes the page of somebody who may not work any more. */
  leave(): void
}

export const createHints = (needs: Needs): Hints => {
  const { inbox, drafts, preferences, me, attention, views } = needs
  const hear = (hint: Hint) => {
    switch (hint.t) {
      case 'record':
        return hearRecord(needs, hint)
      case 'lost':
        return attention.hear(hint.message)
      case 'case':
        return needs.caseNews.hear(hint)
      case 'credits':
        return me.role === 'admin' ? needs.warn(hint) : undefined
      case 'read':
        return inbox.hearRead(hint)
      case 'mention':
        return needs.mentionNews.hear(hint)
      case 'draft':
        return drafts.hear(hint.id, hint.version)
      case 'preferences':
        return preferences.hear(hint.version)
      case 'signed_out':
        return needs.leave()
    }
  }
  return {
    hear: (hints) => hints.forEach(hear),
    catchUp: (open) => {
      needs.readNames()
      views.read()
      attention.read()
      preferences.read().catch(() => {})
      if (open) drafts.look(open)
    },
  }
}

/** What cannot be had, the page asks for again when it is shown anew. */
const hearRecord = (
  { api, me, store, views, attention, settings }: Needs,
  { kind, id, version }: Extract<Hint, { t: 'record' }>,
): void => {
  const isNews = (known: { version: number } | undefined) => (known?.version ?? 0) < version
  const ask = async () => {
    if (kind === 'agent' && isNews(store.agent(`${id}`)))
      store.apply([{ t: 'agent', row: await api.getAgent({ id: id as `agt_${string}` }) }])
    if (kind === 'number' && isNews(store.number(`${id}`)))
      store.apply([{ t: 'number', row: await api.getNumber({ id: id as `num_${string}` }) }])
    const contact = kind === 'contact' && store.contact(`${id}`)
    if (contact && isNews(contact))
      store.apply([{ t: 'contact', row: await api.getContact({ id: contact.id }) }])
    if (kind === 'message') attention.hear(await api.getMessage({ id: id as `msg_${string}` }))
  }
  if (kind === 'view') views.read()
  else if (kind === 'settings') settings.hear(version)
  else if (kind === 'review') attention.reread('reviews')
  else if (kind === 'unreadable' && me.role === 'admin') attention.reread('unreadable')
  else ask().catch(() => {})
}
