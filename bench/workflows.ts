// How long a hundred workflows take to decide about a text, each as large as one may be: `npm run bench:workflows`.
import { decideWorkflows, type Facts } from '#domain/workflows/decide-workflows.ts'
import type { Branch, Workflow } from '#domain/workflows/workflow.ts'
import { asking, stored, tag } from '../test/support/workflow-samples.ts'
import { printTable, printTitle, quantile } from './table.ts'

/** About as many letters as three segments hold. */
const body = 'thanks for your order it is on the way and should arrive by noon tomorrow '.repeat(6)
const facts: Facts = { channel: 'sms', 'message.body': body, 'conversation.tags': ['vip', 'new'] }

const never = { fact: 'message.body', op: 'has_word', value: 'refund' } as const
const always = { fact: 'conversation.tags', op: 'contains', value: 'vip' } as const

const usual = Array.from({ length: 100 }, () => stored(asking({ ...never, op: 'contains' })))
/** Ten branches, each of which fails by the last of its ten conditions. */
const largest = Array.from({ length: 100 }, () => {
  const when = [...Array.from({ length: 9 }, () => always), never]
  return stored({ branches: Array.from({ length: 10 }, (): Branch => ({ when, then: [tag('a')] })) })
})

const rounds = 200

/** Median milliseconds of a decision, after as many to warm up. */
const millisecondsOf = (workflows: Workflow[]): number => {
  const once = () => {
    const begun = performance.now()
    decideWorkflows(workflows, facts, { pace: { runs: [], acted: {} } }, Date.now())
    return performance.now() - begun
  }
  for (let i = 0; i < rounds; i++) once()
  return quantile(Array.from({ length: rounds }, once), 0.5)
}

export const benchWorkflows = (): void => {
  printTitle('A hundred workflows decide about one text')
  const ms = { usual: millisecondsOf(usual), largest: millisecondsOf(largest) }
  printTable([
    { workflows: 'one condition each', ms: ms.usual.toFixed(3), 'times the first': '1.0' },
    {
      workflows: 'a hundred conditions each',
      ms: ms.largest.toFixed(3),
      'times the first': (ms.largest / ms.usual).toFixed(1),
    },
  ])
}

if (import.meta.main) benchWorkflows()
