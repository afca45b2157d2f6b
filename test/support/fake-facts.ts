import type { App } from '#domain/app.ts'
import type { FactFile, FactMark } from '#domain/reports/fact.ts'

/** Files of facts in memory. */
export type FakeFacts = App['facts'] & { files: Map<string, FactFile>; open: Map<string, FactMark> }

const nameOf = ({ workspace, day, name }: FactMark) => `${workspace}/${day}/${name}`

export const createFakeFacts = (): FakeFacts => {
  const files = new Map<string, FactFile>()
  const open = new Map<string, FactMark>()
  const mark = (one: FactMark) => open.set(nameOf(one), one)
  return {
    ...{ files, open },
    write: async ({ facts, ...one }) => {
      files.set(nameOf(one), { ...one, facts: JSON.parse(JSON.stringify(facts)) })
      mark(one)
    },
    marks: async () => [...open.values()],
    unmark: async (one) => void open.delete(nameOf(one)),
    markAll: async (workspace) => {
      for (const file of files.values())
        if (file.workspace === workspace) mark({ workspace, day: file.day, name: 'all' })
    },
    read: async function* (workspace, day) {
      for (const file of files.values())
        if (file.workspace === workspace && file.day === day) yield file.facts
    },
  }
}
