/**
 * The grapheme clusters of a text (UAX #29): what people call characters, and what is not torn. Indexes are UTF-16 units,
 * a border at index n is one before unit n, and both ends of the text are borders. CR LF counts as two clusters, because
 * carriers bill it so.
 */
export type Clusters = {
  text: string
  isBorder: (at: number) => boolean
  borderAtOrBefore: (at: number) => number
}

type Cluster = { start: number; end: number }

/** A stretch of the text that begins and ends between clusters, segmented by Intl. */
type Block = { start: number; end: number; segments: Intl.Segments }

/**
 * UTF-16 units. For each answer Intl may look back through a whole run of flags, to pair them from the first: blocks
 * keep that way short, so that time grows with the length of a text and not with its square.
 */
const blockLength = 512

/** Finds the clusters of a well-formed text. Intl is asked only about places where two characters could join. */
export const clustersOf = (text: string): Clusters => {
  const blocks: Block[] = []
  // Questions often meet the cluster of the question before, and Intl copies the whole cluster for each answer.
  let found: Cluster = { start: 0, end: 0 }
  const borderAtOrBefore = (at: number): number => {
    if (at <= 0 || at >= text.length || neverJoin(text, at)) return at
    if (at < found.start || at >= found.end) found = findCluster(findBlock(text, blocks, at), at)
    return found.start
  }
  return { text, borderAtOrBefore, isBorder: (at) => borderAtOrBefore(at) === at }
}

const neverJoin = (text: string, at: number): boolean =>
  standsAlone(text.charCodeAt(at - 1)) && standsAlone(text.charCodeAt(at))

/**
 * Two neighbours of this sort are two clusters: Latin letters, digits and signs, all before U+0300 where the combining
 * marks begin, and the dashes, quotes and ellipsis from U+2010 (UAX #29, table 2).
 */
const standsAlone = (unit: number): boolean => unit < 0x300 || (unit >= 0x2010 && unit <= 0x2027)

const findCluster = (block: Block, at: number): Cluster => {
  const found = block.segments.containing(at - block.start)
  const start = block.start + (found?.index ?? 0)
  return { start, end: start + (found?.segment.length ?? 0) }
}

/** The block with unit `at`. Adds blocks from the beginning of the text on until there is one. */
const findBlock = (text: string, blocks: Block[], at: number): Block => {
  let last = blocks.at(-1)
  while (last === undefined || last.end <= at) {
    last = nextBlock(text, last?.end ?? 0)
    blocks.push(last)
  }
  return blocks.findLast((block) => block.start <= at) ?? last
}

/** The block that begins at the border `start`: about blockLength long, longer when its first cluster is. */
const nextBlock = (text: string, start: number): Block => {
  for (let length = blockLength; ; length *= 2) {
    // Whether two characters join depends on what is before them, and on nothing after them: twice the length shows
    // the character after each border of the block whole.
    const segments = segmenter().segment(text.slice(start, start + 2 * length))
    if (start + 2 * length >= text.length) return { start, end: text.length, segments }
    const border = segments.containing(length)?.index ?? 0
    if (border > 0) return { start, end: start + border, segments }
  }
}

/** The clusters in their order. */
export const splitClusters = ({ text, isBorder }: Clusters): string[] => {
  const clusters: string[] = []
  let start = 0
  for (let at = 1; at <= text.length; at++) {
    if (!isBorder(at)) continue
    clusters.push(text.slice(start, at))
    start = at
  }
  return clusters
}

/** How many characters people count: the clusters, but a line break of CR LF is one. */
export const countCharacters = ({ text, isBorder }: Clusters): number => {
  let count = 0
  for (let at = 1; at <= text.length; at++) if (isBorder(at)) count++
  return count - (text.split('\r\n').length - 1)
}

let graphemes: Intl.Segmenter | undefined

// Made on first use: it costs start-up time that few messages need.
const segmenter = (): Intl.Segmenter => {
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return graphemes
}
