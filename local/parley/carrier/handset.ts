/** A text as a phone shows it. `direction` is seen from the business, as everywhere else. */
export type HandsetMessage = {
  direction: 'inbound' | 'outbound'
  from: string
  to: string
  body: string
  /** Segments that it took. */
  parts: number
  at: string
  media?: { content_type: string; url: string }[]
  /** What the carrier made of it, where not all of it arrives. */
  notice?: string
}

/** One segment as the network carries it. Those with the same reference make one text. */
export type Segment = {
  direction: HandsetMessage['direction']
  from: string
  to: string
  at: string
  reference: string
  index: number
  total: number
  text: string
  media?: HandsetMessage['media']
  notice?: string
}

/**
 * Puts segments together in whatever order they came. A text shows when its last segment is there, at the place and time
 * of the first.
 */
export const stitch = (segments: Segment[]): HandsetMessage[] => {
  const texts = new Map<string, Segment[]>()
  for (const segment of segments) texts.set(keyOf(segment), [...(texts.get(keyOf(segment)) ?? []), segment])
  return [...texts.values()].flatMap((parts) => {
    const [first] = parts
    if (!first) return []
    const indexes = new Map(parts.map((part) => [part.index, part.text]))
    if (indexes.size < first.total) return []
    const body = [...indexes].sort(([a], [b]) => a - b).map(([, text]) => text)
    const { direction, from, to, at, media, notice } = first
    const more = { ...(media && { media }), ...(notice && { notice }) }
    return { direction, from, to, body: body.join(''), parts: first.total, at, ...more }
  })
}

/** A reference is only unique between two phones. */
const keyOf = ({ from, to, reference }: Segment) => `${from} ${to} ${reference}`
