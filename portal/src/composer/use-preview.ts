import { useEffect, useState } from 'react'
import type { Preview } from '../data/api.ts'
import { useDesk } from '../desk.ts'

const pause = 250

type Asked = {
  to: string
  from: string | undefined
  body: string
  sendAt?: string
  /** Asked again when this differs: what happened meanwhile may open or shut the gate. */
  since?: string
}

/**
 * What the API says of a text, a moment after the last key: its price, and whether the gate lets it through. A text that
 * is not there yet is asked about, too: what stops every text is known before the first word. Late answers are dropped.
 */
export const usePreview = (asked: Asked | undefined): Preview | undefined => {
  const { api } = useDesk()
  const [preview, setPreview] = useState<Preview>()
  const { to, from, body = '', sendAt, since } = asked ?? {}
  const text = body.trim() === '' ? '.' : body
  // biome-ignore lint/correctness/useExhaustiveDependencies: `since` is there to ask again
  useEffect(() => {
    if (to === undefined) return setPreview(undefined)
    let isLate = false
    const timer = setTimeout(async () => {
      const request = { to, from, body: text, ...(sendAt && { send_at: sendAt }) }
      const answer = await api.previewMessage({ body: request }).catch(() => undefined)
      if (!isLate && answer) setPreview(answer)
    }, pause)
    return () => {
      isLate = true
      clearTimeout(timer)
    }
  }, [api, to, from, text, sendAt, since])
  return preview
}
