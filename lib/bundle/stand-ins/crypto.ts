/**
 * Takes the place of crypto in the bundles: a package that asks for it by `require` would find no `require` in an ES
 * module.
 */
import crypto from 'node:crypto'

export default crypto
export const { createHash, createHmac, timingSafeEqual } = crypto
