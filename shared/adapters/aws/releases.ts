import { createHash } from 'node:crypto'
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import type { App } from '#domain/app.ts'
import type { ReleaseStep } from '#wiring/release-step.ts'
import { nameOperations } from './name-operations.ts'

/**
 * Executions of the state machine that releases held texts. Each has a name, so that it is begun once; a name stays
 * taken for 90 days after the end of its execution.
 */
export const createReleases = (
  stateMachineArn: string,
  client = nameOperations(new SFNClient({})),
): App['releases'] => {
  const start = async (name: string, step: ReleaseStep): Promise<'running' | 'ended'> => {
    const input = JSON.stringify(step)
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name: fitting(name), input }))
      return 'running'
    } catch (error) {
      // The same name with the same input is no error while it runs.
      if (error instanceof Error && error.name === 'ExecutionAlreadyExists') return 'ended'
      throw error
    }
  }
  return {
    start: ({ workspace, numberId, minute, run }) => {
      const release_at = new Date(minute).toISOString()
      const name = `${workspace}.${numberId}.${release_at.slice(0, 16).replaceAll(/[-:]/g, '')}.${run}`
      return start(name, { task: 'release', workspace, number_id: numberId, release_at, run })
    },
    recheck: async ({ workspace, scope, change, run, at }) => {
      const from = at && { number_id: at.numberId, order: at.from }
      await start(`${workspace}.recheck.${change}.${scope}.${run}`, {
        task: 'recheck',
        ...{ workspace, scope, change, run, from },
      })
    },
    recheckContact: async ({ workspace, contactId, change, run, at }) => {
      const from = at && { thread: at.thread, order: at.from }
      await start(`${workspace}.recheck.${change}.${contactId}.${run}`, {
        task: 'recheck_contact',
        ...{ workspace, contact_id: contactId, change, run, from },
      })
    },
    leave: async ({ workspace, agent, change, run }) => {
      const step = { task: 'leave', workspace, agent_id: agent, change, run } as const
      await start(`${workspace}.leave.${change}.${run}`, step)
    },
  }
}

/** Names have up to 80 characters. */
const fitting = (name: string): string =>
  /^[\w.-]{1,80}$/.test(name) ? name : createHash('sha256').update(name).digest('hex')
