import { useEffect, useState } from 'react'
import type { Preview, Upload } from '../data/api.ts'
import { useDesk } from '../desk.ts'

const pause = 250

type Asked = {
  to: string
  from: string | undefined
  body: string
  /** Pictures that go along. */
  media?: Upload['id'][]
  sendAt?: string
  /** Asked again when this differs: what happened meanwhile may open or shut the gate. */
  since?: string
}

/** With the number of pictures that it counts. */
export type Previewed = Preview & { pictures: number }

/**
 * What the API says of a text, a moment after the last key: its price, and whether the gate lets it through. A text that
 * is not there yet is asked about, too: what stops every text is known before the first word. Late answers are dropped.
 */
export const usePreview = (asked: Asked | undefined): Previewed | undefined => {
  const { api } = useDesk()
  const [preview, setPreview] = useState<Previewed>()
  const { to, from, body = '', media = [], sendAt, since } = asked ?? {}
  const ids = media.join(' ')
  const text = body.trim() === '' && media.length === 0 ? '.' : body
  // biome-ignore lint/correctness/useExhaustiveDependencies: `since` is there to ask again, and `ids` are the pictures
  useEffect(() => {
    if (to === undefined) return setPreview(undefined)
    let isLate = false
    const timer = setTimeout(async () => {
      const more = { ...(media.length > 0 && { media }), ...(sendAt && { send_at: sendAt }) }
      const request = { to, from, body: text, ...more }
      const answer = await api.previewMessage({ body: request }).catch(() => undefined)
      if (!isLate && answer) setPreview({ ...answer, pictures: media.length })
    }, pause)
    return () => {
      isLate = true
      clearTimeout(timer)
    }
  }, [api, to, from, text, ids, sendAt, since])
  return preview
}
