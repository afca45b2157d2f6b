import { useCallback, useEffect, useState } from 'react'
import type { Message } from '../data/api.ts'
import { useDesk } from '../desk.ts'

export type Media = Message['media'][number]

/** A link that ends within this is not used any more: what it leads to has to be loaded. Milliseconds. */
const margin = 15_000

/**
 * The files of a text with links that work. Links live ten minutes, and what is pushed to the page has none: then the
 * text is asked for. `renew` asks anew; `current` does so only where the link of that file has ended. Both throw what the
 * API refuses with.
 */
export const useFreshMedia = (message: Message) => {
  const { api, clock } = useDesk()
  const { id, version } = message
  const [asked, setAsked] = useState<Message>()
  const media = asked && asked.version >= version ? asked.media : message.media
  const renew = useCallback(async () => {
    const found = await api.getMessage({ id })
    setAsked(found)
    return found.media
  }, [api, id])
  const lacksLinks = media.some(({ status, url }) => status === 'ready' && !url)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each version of the text is asked for once
  useEffect(() => {
    if (lacksLinks) renew().catch(() => {})
  }, [lacksLinks, version, renew])
  const works = ({ url, expires_at }: Media) =>
    url !== undefined && Date.parse(expires_at ?? '') - margin > clock.now()
  const current = async (file: Media): Promise<Media | undefined> =>
    works(file) ? file : (await renew()).find((one) => one.id === file.id)
  return { media, renew, works, current }
}
