/** The zones of the browser for a field, with those that it has already: browsers do not list each name that a zone has. */
export const zoneOptions = (...chosen: string[]) =>
  [...new Set([...chosen, ...Intl.supportedValuesOf('timeZone')])].map(
    (zone) => [zone, zone.replaceAll('_', ' ')] as const,
  )
