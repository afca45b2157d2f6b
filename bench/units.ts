// Read and write units of the table, counted on a real engine: they are the same on every machine.
import { startEngine } from '../test/support/engine.ts'
import { measureInbox } from '../test/support/inbox-units.ts'
import { manyConversations } from '../test/support/many-conversations.ts'
import { measureTexts } from '../test/support/text-units.ts'
import { printTable, printTitle } from './table.ts'

export type TextUnits = { text: string; write: number; read: number; 'at most': string }
export type PageUnits = Record<
  'conversations' | 'first page' | 'next page' | 'team tab' | 'closed tab' | 'counts',
  number
>

/** What a text and a page of the inbox take, printed and given. */
export const benchUnits = async (): Promise<{ texts: TextUnits[]; pages: PageUnits[] }> => {
  const engine = await startEngine()
  try {
    const { first, next, claimed, outbound, pictures } = await measureTexts(engine)
    const texts = [
      { text: "a customer's first text, with the welcome", ...first, 'at most': '' },
      { text: "a customer's next text", ...next, 'at most': '8 and 3' },
      { text: 'one in a claimed conversation', ...claimed, 'at most': '8 and 3' },
      { text: 'one with three pictures, until they are kept', ...pictures, 'at most': '14' },
      { text: 'an answer, from the API to its receipt', ...outbound, 'at most': '14 and 8' },
    ].map(({ text, write, read, 'at most': atMost }) => ({ text, write, read, 'at most': atMost }))
    printTitle('Units of the table for a text of one segment')
    printTable(texts)
    const pages: PageUnits[] = []
    for (const count of [100, 10_000]) {
      const measured = await measureInbox(engine, (workspace) => manyConversations(workspace, count))
      pages.push({
        conversations: count,
        'first page': measured.first,
        'next page': measured.next,
        'team tab': measured.team,
        'closed tab': measured.closed,
        counts: measured.counts,
      })
    }
    printTitle('Read units of the inbox, pages of 25 (the first one at most 6)')
    printTable(pages)
    return { texts, pages }
  } finally {
    await engine.stop()
  }
}

if (import.meta.main) await benchUnits()
