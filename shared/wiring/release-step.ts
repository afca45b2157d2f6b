import * as z from 'zod/mini'

const id = <const Prefix extends string>(prefix: Prefix) => z.templateLiteral([prefix, z.string()])
const workspace = id('wks_')
const numberId = id('num_')
const pages = z.optional(z.int())

/**
 * What an execution of the release state machine has to do, and how far it has come: its input, and what the function
 * gives back after each step. `sweep` finds what is overdue, `recheck` what may be released at another time;
 * `recheck_contact` does what follows from a word about consent, `leave` takes a deactivated agent out of their conversations.
 */
export const releaseStep = z.discriminatedUnion('task', [
  z.object({
    task: z.literal('release'),
    workspace,
    number_id: numberId,
    release_at: z.iso.datetime(),
    run: z.int(),
    pages,
  }),
  z.object({ task: z.literal('sweep') }),
  z.object({
    task: z.literal('recheck'),
    workspace,
    scope: z.union([numberId, id('tem_'), id('hrs_'), z.literal('all')]),
    change: z.string(),
    run: z.int(),
    from: z.optional(z.object({ number_id: numberId, order: z.optional(z.string()) })),
    pages,
  }),
  z.object({
    task: z.literal('recheck_contact'),
    workspace,
    contact_id: id('con_'),
    change: z.string(),
    run: z.int(),
    from: z.optional(z.object({ thread: z.string(), order: z.optional(z.string()) })),
    pages,
  }),
  z.object({
    task: z.literal('leave'),
    workspace,
    agent_id: id('agt_'),
    change: z.string(),
    run: z.int(),
    last: z.optional(z.boolean()),
    pages,
  }),
])

export type ReleaseStep = z.infer<typeof releaseStep>

/** Whether there is another step, and the seconds to wait before it. */
export type ReleaseProgress = ReleaseStep & { more: boolean; pause: number }
