import type { OutboundPart } from '#domain/app.ts'
import { threadRefOf } from '#domain/ids.ts'
import { sendPart } from '#domain/outbound/deliver-text.ts'
import type { FakeApp } from './fake-app.ts'

type Group = { parts: OutboundPart[]; visibleAt: number }

/** How long a part whose handling failed stays invisible, as the queue is set up. */
const visibilityTimeout = 180_000

/**
 * Works off what was queued as the FIFO queue and its function would, in virtual time: each thread in order and one
 * part at a time, the threads side by side; what has to come again does so after whole seconds; what failed comes
 * again after the visibility time. Ends when the queue is empty; throws after `mostTries` of one part.
 */
export const drainQueue = async (app: FakeApp, mostTries = 100): Promise<void> => {
  const groups = new Map<string, Group>()
  const tries = new Map<string, number>()
  while (true) {
    takeQueued(app, groups)
    const waiting = [...groups.values()].filter(({ parts }) => parts.length > 0)
    if (waiting.length === 0) return
    app.now = Math.max(app.now, Math.min(...waiting.map(({ visibleAt }) => visibleAt)))
    const due = waiting.filter(({ visibleAt }) => visibleAt <= app.now)
    await Promise.all(due.map((group) => handleFirst(app, group, tries, mostTries)))
  }
}

const takeQueued = (app: FakeApp, groups: Map<string, Group>) => {
  for (const part of app.queued.splice(0)) {
    const name = threadRefOf(part.messageId)
    const group = groups.get(name) ?? { parts: [], visibleAt: app.now }
    group.parts.push(part)
    groups.set(name, group)
  }
}

const handleFirst = async (app: FakeApp, group: Group, tries: Map<string, number>, mostTries: number) => {
  const part = group.parts[0] as OutboundPart
  const name = `${part.messageId}.${part.index}`
  tries.set(name, (tries.get(name) ?? 0) + 1)
  if ((tries.get(name) ?? 0) > mostTries) throw new Error(`The part ${name} never leaves the queue`)
  try {
    const { again } = await sendPart(app, part)
    if (again === undefined) group.parts.shift()
    else group.visibleAt = app.now + Math.max(1, Math.ceil((again - app.now) / 1000)) * 1000
  } catch {
    group.visibleAt = app.now + visibilityTimeout
  }
}
