import { json, type Reply } from '../../../runner/core/http.ts'
import type { Account } from '../accounts.ts'
import { fileReply } from '../file.ts'
import type { World } from '../world.ts'
import { twilioError } from './error.ts'

export const listMedia = (account: Account, { texts }: World, id: string): Reply =>
  json(200, {
    media_list: (texts.get(account, id)?.media ?? []).map((file) => ({
      ...{ sid: file.id, parent_sid: id, account_sid: account.id, content_type: file.contentType },
    })),
  })

const missing = () => twilioError(404, 20404, 'The requested resource was not found')

/** Twilio sends whoever may read a file to another host, where no credentials are asked for. */
export const redirectToMedia = (account: Account, world: World, id: string, file: string): Reply => {
  const found = world.texts.get(account, id)?.media.find((item) => item.id === file)
  return found ? fileReply('twilio', found.file, world, missing) : missing()
}

export const deleteMedia = (account: Account, { texts }: World, id: string, file: string): Reply => {
  const text = texts.get(account, id)
  if (!text?.media.some((item) => item.id === file)) return missing()
  texts.save(account, { ...text, media: text.media.filter((item) => item.id !== file) })
  return { status: 204 }
}
