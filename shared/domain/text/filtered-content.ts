/** What carriers are known to filter. `text`: the part of the body concerned. Nothing is blocked for it. */
export type ContentWarning = { code: 'link_shortener' | 'filtered_words'; detail: string; text: string }

/** A sort of content that carriers filter or restrict: words that give it away, where it says so, and when that was read. */
type FilteredSort = { sort: string; words: string[]; source: string; readOn: string }

const restricted = { source: 'https://docs.messagedesk.com/messaging/restrictions.md', readOn: '2026-11-28' }
const countries = {
  source: 'https://docs.aws.amazon.com/pinpoint/latest/userguide/channels-sms-country-capabilities.html',
  readOn: '2026-11-28',
}

/** The sorts that the trade calls SHAFT, and those that are filtered like them. Words with harmless meanings are left out. */
export const filteredSorts: readonly FilteredSort[] = [
  { sort: 'sex', words: ['porn', 'porno', 'xxx', 'nudes', 'escorts', 'onlyfans'], ...countries },
  { sort: 'profanity', words: ['fuck', 'fucking', 'shit', 'bitch', 'cunt'], ...countries },
  {
    sort: 'alcohol',
    words: ['alcohol', 'liquor', 'vodka', 'whiskey', 'whisky', 'tequila', 'bourbon'],
    ...restricted,
  },
  {
    sort: 'firearms',
    words: ['firearm', 'firearms', 'guns', 'handgun', 'rifle', 'rifles', 'pistol', 'ammo', 'ammunition'],
    ...restricted,
  },
  {
    sort: 'tobacco',
    words: ['tobacco', 'cigarette', 'cigarettes', 'cigars', 'nicotine', 'vape', 'vapes', 'vaping'],
    ...restricted,
  },
  { sort: 'cannabis', words: ['cannabis', 'marijuana', 'cbd', 'thc', 'kratom'], ...restricted },
  {
    sort: 'gambling',
    words: ['casino', 'gambling', 'sportsbook', 'jackpot', 'sports betting'],
    ...restricted,
  },
  {
    sort: 'high-risk finance',
    words: ['payday loan', 'payday loans', 'debt relief', 'debt consolidation', 'credit repair', 'bitcoin'],
    ...restricted,
  },
]

/**
 * Shorteners that everybody shares, so that one sender's spam spoils the address for all. AWS asks for caution with
 * them (https://docs.aws.amazon.com/end-user-messaging/latest/userguide/nx-security-protocol-best-practices.md, read
 * 2026-11-28), Twilio counts them among the causes of its error 30007. A short domain of one's own is no such thing.
 */
export const linkShorteners: readonly string[] =
  'adf.ly bit.do bit.ly bitly.com bl.ink buff.ly clck.ru cutt.ly goo.gl ht.ly is.gd lnkd.in ow.ly qr.ae rb.gy rebrand.ly s.id short.gy shorturl.at shrtco.de smarturl.it snip.ly soo.gd t.co t.ly t2m.io tiny.cc tiny.one tinyurl.com v.gd x.co'.split(
    ' ',
  )

const escaped = (word: string): string => word.replace(/[.]/g, '\\.').replace(/ /g, '\\s+')

/** Whole words, whatever stands around them. */
const wordsOf = (words: readonly string[], after = ''): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}_.-])(?:${words.map(escaped).join('|')})(?![\\p{L}\\p{N}_-])${after}`, 'giu')

/** No longer name, and the path up to the punctuation behind it. */
const ending = '(?!\\.[a-z])(?:/[^\\s]*[\\p{L}\\p{N}/=_-])?'

let patterns: { links: RegExp; sorts: { sort: string; words: RegExp }[] } | undefined

/** Made at the first use. */
const made = () => {
  patterns ??= {
    links: wordsOf(
      linkShorteners.flatMap((domain) => [domain, `www.${domain}`]),
      ending,
    ),
    sorts: filteredSorts.map(({ sort, words }) => ({ sort, words: wordsOf(words) })),
  }
  return patterns
}

/** What a person should know before the text is sent: each link and each sort of words once, in the order of the text. */
export const warningsOf = (body: string): ContentWarning[] => {
  const { links, sorts } = made()
  const shortened = unique(body.match(links) ?? []).map((text) => ({
    code: 'link_shortener' as const,
    detail:
      'Carriers often block links of shared shorteners: write the whole address, or use a short domain of your own.',
    text,
  }))
  return [...shortened, ...sorts.flatMap(({ sort, words }) => warnOf(sort, unique(body.match(words) ?? [])))]
}

const warnOf = (sort: string, found: string[]): ContentWarning[] => {
  const [text] = found
  if (text === undefined) return []
  const detail = `Carriers filter or restrict texts that seem to be about ${sort}.`
  return [{ code: 'filtered_words', detail, text }]
}

const unique = (found: string[]): string[] => [...new Set(found)]
