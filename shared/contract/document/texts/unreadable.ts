import type { unreadableOperations } from '../../api/unreadable.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

export const unreadableTexts: Texts<typeof unreadableOperations> = {
  tag: {
    name: 'Unreadable',
    description: 'Texts and receipts as carriers handed them over, where Parley could make nothing of them.',
  },
  operations: {
    listUnreadable:
      'Nothing that a carrier hands over is lost: what cannot be read is kept here for 400 days. Payloads that name no ' +
      'number of any workspace are shown to the admins of the workspace that the deployment was made for.',
    retryUnreadable:
      'It is worked on as if the carrier delivered it now, and is then gone from the list. A text that was stored ' +
      'already is not stored twice.',
  },
  parameters: { retryUnreadable: { id: 'The payload.' } },
  schemas: {
    Unreadable: {
      '': 'A payload of a carrier that could not be read.',
      source: '`inbound`: a text of a customer. `receipts`: what became of a text to a customer.',
      reason:
        '`unreadable`: it is not as it should be. `failing`: it could be read, and failed on each delivery. `unrouted`: a text to a number that no workspace has; add the number, and take it up.',
      detail: 'The names of errors and of fields, for whoever mends the cause.',
      raw: 'The payload as it came, at most its first 10,000 characters. It may hold words and phones of customers.',
      received_at: 'When it came.',
      expires_at: 'When it is forgotten.',
    },
  },
  examples: {
    Unreadable: {
      id: ids.unreadable,
      source: 'inbound',
      reason: 'unreadable',
      detail: 'ZodError, originationNumber: invalid_type',
      raw: '{"Type":"Notification","Message":"{\\"destinationNumber\\":\\"+12065550100\\",\\"messageBody\\":\\"Hi\\"}"}',
      received_at: '2026-11-27T14:00:00.000Z',
      expires_at: '2028-01-01T14:00:00.000Z',
    },
  },
}
