import type { App } from '#domain/app.ts'
import type { FactFile, FactMark, OpenState } from '#domain/reports/fact.ts'

/** Files of facts in memory. */
export type FakeFacts = App['facts'] & { files: Map<string, FactFile>; open: Map<string, FactMark> }

const nameOf = ({ workspace, day, name }: FactMark) => `${workspace}/${day}/${name}`

export const createFakeFacts = (): FakeFacts => {
  const files = new Map<string, FactFile>()
  const open = new Map<string, FactMark>()
  const states = new Map<string, OpenState[]>()
  const mark = (one: FactMark) => open.set(nameOf(one), one)
  return {
    ...{ files, open },
    write: async ({ facts, ...one }) => {
      files.set(nameOf(one), { ...one, facts: JSON.parse(JSON.stringify(facts)) })
      mark(one)
    },
    marks: async () => [...open.values()],
    mark: async (one) => void mark(one),
    unmark: async (one) => void open.delete(nameOf(one)),
    markAll: async (workspace) => {
      for (const file of files.values())
        if (file.workspace === workspace) mark({ workspace, day: file.day, name: 'all' })
    },
    read: async function* (workspace, day) {
      for (const file of files.values())
        if (file.workspace === workspace && file.day === day) yield file.facts
    },
    openOn: async (workspace, day) => states.get(`${workspace}/${day}`) ?? [],
    openDays: async (workspace) =>
      [...states.keys()]
        .filter((key) => key.startsWith(`${workspace}/`))
        .map((key) => key.slice(workspace.length + 1))
        .toSorted(),
    keepOpen: async (workspace, day, open) =>
      void states.set(`${workspace}/${day}`, JSON.parse(JSON.stringify(open))),
  }
}
