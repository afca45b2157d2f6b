import { expect, test } from 'vitest'
import { createReleases } from '../../../portal/src/release/releases.ts'

/** A tab of the build one; the test says what is published, and what the person does. */
const createTab = () => {
  const tab = { published: 'one', isSeen: true, isWriting: false, reloads: 0, isOffline: false }
  const reloadedFor = new Set<string>()
  const releases = createReleases('one', {
    readConfig: async () => {
      if (tab.isOffline) throw new TypeError('fetch failed')
      return { build: tab.published }
    },
    isSeen: () => tab.isSeen,
    isWriting: () => tab.isWriting,
    reload: () => void tab.reloads++,
    remember: (build) => {
      const isFirst = !reloadedFor.has(build)
      reloadedFor.add(build)
      return isFirst
    },
  })
  return Object.assign(tab, { releases })
}

test('the same build is no news, and neither is a lost connection', async () => {
  const tab = createTab()
  await tab.releases.look()
  tab.isOffline = true
  tab.published = 'two'
  await tab.releases.look()
  expect([tab.releases.isNewer(), tab.reloads]).toEqual([false, 0])
})

test('somebody who looks at the page is told, and keeps it', async () => {
  const tab = createTab()
  let told = 0
  tab.releases.subscribe(() => told++)
  tab.published = 'two'
  await tab.releases.look()
  expect([tab.releases.isNewer(), told, tab.reloads]).toEqual([true, 1, 0])
})

test('a page that nobody sees loads itself anew, once', async () => {
  const tab = createTab()
  tab.published = 'two'
  await tab.releases.look()
  tab.isSeen = false
  tab.releases.leave()
  expect(tab.reloads).toBe(1)
  // Some cache still has the old page: it does not go round and round.
  await tab.releases.look()
  expect(tab.reloads).toBe(1)
  tab.published = 'three'
  await tab.releases.look()
  expect(tab.reloads).toBe(2)
})

test('nothing that is being written is taken away', async () => {
  const tab = Object.assign(createTab(), { published: 'two', isSeen: false, isWriting: true })
  await tab.releases.look()
  tab.releases.leave()
  expect(tab.reloads).toBe(0)
  tab.isWriting = false
  tab.releases.leave()
  expect(tab.reloads).toBe(1)
})
