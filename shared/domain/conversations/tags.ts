import { folded } from '../text/folded.ts'

/** VIP and vip are one tag; it is shown as it was written first. */
export const isSameTag = (one: string, other: string): boolean => folded(one) === folded(other)

export const hasTag = (tags: readonly string[], tag: string): boolean =>
  tags.some((known) => isSameTag(known, tag))

/** Without those that are there before in another writing. */
export const uniqueTags = (tags: readonly string[]): string[] =>
  tags.filter((tag, i) => !hasTag(tags.slice(0, i), tag))
