/** What the script on a page of the company is told of a widget: `GET /public/widgets/{id}`. */
export type WidgetConfig = {
  /** The number that visitors text, E.164 or a short code. */
  address: string
  /** Whose words pages in other languages show. */
  language: string
  words: Record<string, { button: string; heading: string; first_words: string; consent?: string }>
  /** `#rrggbb` */
  colour: string
  form: 'off' | 'on'
  terms_url?: string
  privacy_url?: string
  /** Of Cloudflare Turnstile, where the form has it. */
  turnstile_site_key?: string
  /** The wording that visitors tick. */
  consent_version: number
}

/** Work that a browser does before it may ask: the number behind `salt` whose SHA-256 is `challenge`. */
export type WidgetChallenge = {
  algorithm: 'SHA-256'
  challenge: string
  maxnumber: number
  salt: string
  signature: string
}

/** What a visitor asks for: `POST /public/widgets/{id}/requests`. */
export type WidgetRequest = {
  phone: string
  consent: { version: number; language: string; agreed: true }
  /** The address of the page, without query and fragment. */
  page: string
  challenge: Omit<WidgetChallenge, 'maxnumber'> & { number: number }
  /** What Turnstile gave the browser. */
  turnstile?: string
}

/** Opens a text to a number on whatever has a phone in it (RFC 5724; `&` is what iOS wants before the body). */
export const smsLink = (address: string, words: string): string =>
  `sms:${address}?&body=${encodeURIComponent(words)}`

/** The tag among those there are that fits best: the same, one of the same language, or the one to fall back on. */
export const fittingLanguage = (
  wanted: string,
  { words, language }: Pick<WidgetConfig, 'words' | 'language'>,
): string => {
  const small = wanted.toLowerCase()
  const [first] = small.split('-')
  const known = Object.keys(words)
  return (
    known.find((one) => one.toLowerCase() === small) ??
    known.find((one) => one.toLowerCase().split('-')[0] === first) ??
    language
  )
}
