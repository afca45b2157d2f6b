import type { CarrierTraits } from './carrier.ts'

const words = ['stop', 'start', 'unstop']

/** Toll-free networks answer these words themselves, whichever carrier the number has, and nothing can be set about it. */
export const tollFreeAnswers: CarrierTraits['answers'] = ({ type }, { body }) =>
  type === 'toll_free' && words.includes(bare(body))

/** In lower case, without white space, punctuation and invisible characters around it. */
const bare = (body: string): string =>
  body
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
