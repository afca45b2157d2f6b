import type { CarrierTraits } from '#domain/carriers/carrier.ts'

const words = ['stop', 'start', 'unstop']

/** Networks of toll-free numbers answer these words, whichever carrier the number is with. */
export const networkAnswers: CarrierTraits['answers'] = ({ type }, { body }) =>
  type === 'toll_free' && words.includes(body.trim().toLowerCase())
