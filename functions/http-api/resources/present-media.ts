import type { BaseApp } from '#adapters/app.ts'
import type * as contract from '#contract/api/messages.ts'
import type { Shape } from '#contract/api/operation.ts'
import type { App } from '#domain/app.ts'
import type { Portal } from '#domain/cases/page-address.ts'
import { keptMedia, keyOf, type Media } from '#domain/media/media.ts'
import type { ShownMessage } from '#domain/messages/continues.ts'
import type { PageOf } from '#domain/pages.ts'
import { presentPage, time } from './present.ts'
import { presentMedia, presentMessage } from './present-message.ts'

type Presented = Shape<typeof contract.message>
type Needs = Pick<App, 'clock' | 'files'>

/** What answers requests for messages makes addresses of their files, and fills in templates with that of a customer's page. */
export type InboxApp = BaseApp & Pick<App, 'files' | 'renderer'> & Portal

/** A message for somebody who may read it: its files have addresses that work for ten minutes. */
export const presentReadable = async (app: Needs, message: ShownMessage): Promise<Presented> => {
  const now = app.clock.now()
  const shown = keptMedia(message, app.files.keptFor, now)
  const media = shown?.map((one, index) => presentLinked(app, message, one, index, now))
  return { ...presentMessage(message), media: await Promise.all(media ?? []) }
}

/** The same for a page of messages. */
export const presentReadablePage = async (app: Needs, page: PageOf<ShownMessage>) => {
  const records = await Promise.all(page.records.map((message) => presentReadable(app, message)))
  return presentPage({ ...page, records }, (message) => message)
}

const presentLinked = async (
  app: Needs,
  message: ShownMessage,
  shown: Media,
  index: number,
  now: number,
): Promise<Presented['media'][number]> => {
  const presented = presentMedia(message.id, shown, index)
  if (shown.status !== 'ready') return presented
  const link = (what: 'view' | 'thumb' | 'file') => app.files.link(keyOf(message, index, what), now)
  const [{ url, expiresAt }, thumbnail] = await (shown.kind === 'image'
    ? Promise.all([link('view'), link('thumb')])
    : Promise.all([link('file')]))
  return { ...presented, url, thumbnail_url: thumbnail?.url, expires_at: time(expiresAt) }
}
