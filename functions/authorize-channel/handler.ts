import middy from '@middy/core'
import { createApp } from '#adapters/app.ts'
import { failures } from '../edge/failures.ts'
import { authorizeChannel, type ChannelAnswer, type ChannelEvent } from './authorize-channel.ts'

const app = createApp()

/** Subscriptions, and what pages publish. A failure refuses them. */
export const handler = middy<ChannelEvent, ChannelAnswer>()
  .use(failures(app.log, ({ info }: ChannelEvent) => ({ operation: info.operation })))
  .handler((event) => authorizeChannel(app, event))
