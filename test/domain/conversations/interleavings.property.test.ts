import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ThreadScope } from '#domain/settings/settings.ts'
import { createOffice } from '../../support/conversing.ts'
import type { FakeApp } from '../../support/fake-app.ts'
import { expectConsistent } from '../../support/invariants.ts'
import { lagging, perform, scheduled, type Task, workers } from '../../support/office-work.ts'

/** An office where every write is followed by a look at everything that is stored. */
const createWatched = async (threadScope: ThreadScope = 'customer'): Promise<FakeApp> => {
  const app = await createOffice({ settings: { threadScope } })
  const { commit } = app
  app.commit = async (...changes) => {
    await commit(...changes)
    expectConsistent(app, threadScope)
  }
  return app
}

const work = (app: FakeApp, all: Task[][]) =>
  Promise.all(
    all.map(async (tasks) => {
      for (const task of tasks) await perform(app, task)
    }),
  )

/** Every text once, all of them in conversations, in the order in which they were written. */
const expectTexts = (app: FakeApp, all: Task[][]) => {
  const texts = app.all('message').filter(({ direction }) => direction === 'inbound')
  expect(texts).toHaveLength(all.flat().filter(({ work }) => work === 'text').length)
  expect(texts.every(({ conversationId }) => conversationId)).toBe(true)
  const ordered = texts.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ at }) => at)
  expect(ordered).toEqual(ordered.toSorted((a, b) => a - b))
}

const late = fc.infiniteStream(fc.boolean())

test.each(['customer', 'customer_and_number'] as const)(
  'whatever people do at the same time, and however old what they read, at most one conversation is open per %s',
  (scope) =>
    fc.assert(
      fc.asyncProperty(workers, fc.scheduler(), late, async (all, scheduler, late) => {
        const app = await createWatched(scope)
        const lagged = lagging(app, () => late.next().value)
        await scheduler.waitFor(work(scheduled(lagged, scheduler), all))
        expectTexts(app, all)
      }),
      { numRuns: 400 },
    ),
)
