import type { creditOperations } from '../../api/credits.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const entry = {
  id: 'crd_000000004k0',
  type: 'use',
  change: -2,
  left: 2_698,
  segments: 2,
  message_id: ids.outbound,
  part: 0,
  at: '2026-11-27T14:03:10.000Z',
}

export const creditTexts: Texts<typeof creditOperations> = {
  tag: {
    name: 'Credits',
    description: 'A budget for texts, where the workspace counts one. One credit is one segment.',
  },
  operations: {
    getCredits: 'What is included lapses with its month (UTC); packs last.',
    listCreditEntries: 'Every change of what is left, newest first.',
    addCreditPack: 'Adds `pack_size` credits. A workspace can do so from a certain age on.',
  },
  schemas: {
    Credits: {
      '': 'What is left.',
      enabled:
        'Whether the workspace counts credits. Where it does not, nothing is ever refused for want of them.',
      left: 'How many segments can still be sent.',
      included_left: 'How many of them are included in the month.',
      packs_left: 'How many of them come from packs.',
      month: 'The month that the included ones belong to, such as `2026-11` (UTC).',
      included_per_month: 'How many are included in each month.',
      pack_size: 'How many a pack has.',
    },
    CreditEntry: {
      '': 'One change of what is left.',
      type: '`month`: a new month began. `pack`: a pack was added. `use`: a text was sent. `give_back`: it was not sent after all.',
      change: 'By how much `left` changed.',
      left: 'How many were left afterwards.',
      warning: 'Set where this change made few (`low`) or none of many.',
      segments:
        'How many segments were sent. It may be more than was taken, for answers to STOP, START and HELP.',
      message_id: 'The text.',
      part: 'Which of its parts, counted from 0.',
      by: 'Who added the pack.',
      by_name: 'The name by which they were known then.',
      at: 'When.',
    },
  },
  examples: {
    Credits: {
      enabled: true,
      left: 2_698,
      included_left: 198,
      packs_left: 2_500,
      month: '2026-11',
      included_per_month: 200,
      pack_size: 2_500,
    },
    CreditEntry: entry,
    addCreditPack: {
      id: 'crd_000000004j0',
      type: 'pack',
      change: 2_500,
      left: 2_700,
      by: ids.ana,
      at: '2026-11-26T10:00:00.000Z',
    },
  },
}
