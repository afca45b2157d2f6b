/**
 * Where a visitor comes from, by what CloudFront says (address and port) and not by what anybody may write into a header of their
 * own. Of IPv6 the network: whoever has one address has the whole /64. Empty where nothing is said.
 */
export const networkOf = (viewer = ''): string => {
  const address = viewer.slice(0, viewer.lastIndexOf(':')).replace(/[[\]]/g, '')
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - groups.length - rest.length }, () => '0')
  return [...groups, ...zeros, ...rest]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

/** In the order in which they are told apart: most say that they are several. */
const families = [
  ['Edge', /\bEdg/],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /(Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const

/** The family of a browser, such as Firefox: nothing by which a visitor could be told from others. */
export const browserOf = (userAgent = ''): string =>
  families.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? 'another one'
