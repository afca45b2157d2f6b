/** Takes the place of querystring in the bundles: see crypto.ts. */
import querystring from 'node:querystring'

export default querystring
export const { parse, stringify } = querystring
