// Read and write units of the table, counted on a real engine: they are the same on every machine.
import { startEngine } from '../test/support/engine.ts'
import { measureInbox } from '../test/support/inbox-units.ts'
import { manyConversations } from '../test/support/many-conversations.ts'
import { measureTexts } from '../test/support/text-units.ts'
import { printTable, printTitle } from './table.ts'

export const benchUnits = async (): Promise<void> => {
  const engine = await startEngine()
  try {
    const { first, next, claimed, outbound } = await measureTexts(engine)
    printTitle('Units of the table for a text of one segment')
    printTable([
      { text: "a customer's first, with the welcome", write: first.write, read: first.read, 'at most': '' },
      { text: "a customer's next", write: next.write, read: next.read, 'at most': '8 and 3' },
      {
        text: 'one in a claimed conversation',
        write: claimed.write,
        read: claimed.read,
        'at most': '8 and 3',
      },
      {
        text: 'an answer, from the API to its receipt',
        write: outbound.write,
        read: outbound.read,
        'at most': '14 and 8',
      },
    ])
    printTitle('Read units of the inbox, pages of 25 (the first one at most 6)')
    const rows = []
    for (const count of [100, 10_000]) {
      const { first, next, team, closed, counts } = await measureInbox(engine, (workspace) =>
        manyConversations(workspace, count),
      )
      rows.push({
        conversations: count,
        'first page': first,
        'next page': next,
        'team tab': team,
        'closed tab': closed,
        counts,
      })
    }
    printTable(rows)
  } finally {
    await engine.stop()
  }
}

if (import.meta.main) await benchUnits()
