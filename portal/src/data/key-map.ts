/**
 * What a single key does, by its name, and the key that does it unless somebody chose another. Parts of the page listen
 * to the usual key: a chosen one stands for it.
 */
export const usualKeys = {
  next: 'j',
  previous: 'k',
  choose: 'x',
  reach: 'Shift+X',
  filter: 'f',
  longestWaiting: 'w',
  active: 'g a',
  team: 'g t',
  closed: 'g c',
  reply: 'r',
  note: 'n',
  template: 'm',
  claim: 'c',
  release: 'Shift+C',
  transfer: 't',
  participant: 'p',
  close: 'e',
  reopen: 'o',
  unread: 'u',
  tags: 'l',
  snooze: 's',
  held: 'g h',
  attention: 'g n',
  cases: 'g k',
  contacts: 'g p',
  reports: 'g r',
  settings: 'g s',
  start: '+',
  search: '/',
  help: '?',
} as const

export type KeyName = keyof typeof usualKeys

export const keyNames = Object.keys(usualKeys) as KeyName[]

export const keyOf = (name: KeyName, own: Record<string, string>): string => own[name] ?? usualKeys[name]

/** The usual key that a pressed one stands for; undefined for one that was given away. */
export const usualOf = (pressed: string, own: Record<string, string>): string | undefined => {
  const name = keyNames.find((candidate) => keyOf(candidate, own) === pressed)
  if (name) return usualKeys[name]
  return keyNames.some((other) => usualKeys[other] === pressed) ? undefined : pressed
}

/** Who has a key already, beside the one that is to get it. */
export const holderOf = (key: string, own: Record<string, string>, except: KeyName): KeyName | undefined =>
  keyNames.find((name) => name !== except && keyOf(name, own) === key)
