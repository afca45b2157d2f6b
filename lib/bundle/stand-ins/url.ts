/** Takes the place of url in the bundles: see crypto.ts. */
import url from 'node:url'

export default url
export const { format } = url
