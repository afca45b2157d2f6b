import { useEffect, useState } from 'react'
import type { Answer } from '#contract/client.ts'
import type { Api, Team } from '../data/api.ts'
import { readTeams } from '../data/people.ts'
import { useDesk, useSource } from '../desk.ts'

export type TeamQueue = Answer<'listTeamQueues'>['data'][number] & { team: Team }

/** What is pushed comes in bursts, and is asked for once. */
const pause = 1_000
const every = 60_000

/** What waits for teams. Asked for after the inbox, again where a conversation came into a queue or left it, and each minute. */
export const useTeamQueues = (): TeamQueue[] => {
  const { api, store, inbox } = useDesk()
  const [queues, setQueues] = useState<TeamQueue[]>([])
  const isInboxThere = useSource(inbox, () => inbox.counts() !== undefined)
  useEffect(() => {
    if (!isInboxThere) return
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const queued = new Set<string>()
    const read = async () => {
      const found = await readQueues(api).catch(() => undefined)
      if (found && !isOver) setQueues(found)
    }
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(read, pause)
    }
    const stop = store.subscribe((news) => {
      const moved = news.filter((change) => {
        if (change.t === 'gone') return queued.delete(change.id)
        if (change.t !== 'conversation') return false
        const { id, queued_since } = change.row
        return queued_since ? !queued.has(id) && queued.add(id) : queued.delete(id)
      })
      if (moved.length > 0) soon()
    })
    for (const { id, queued_since } of store.conversations()) if (queued_since) queued.add(id)
    const again = setInterval(() => document.visibilityState === 'visible' && read(), every)
    read()
    return () => {
      isOver = true
      stop()
      clearTimeout(timer)
      clearInterval(again)
    }
  }, [api, store, isInboxThere])
  return queues
}

/** The teams are asked for where anything waits: who is in them may have changed. */
const readQueues = async (api: Api): Promise<TeamQueue[]> => {
  const { data } = await api.listTeamQueues()
  if (data.length === 0) return []
  const teams = await readTeams(api)
  return data.flatMap((queue) => {
    const team = teams.find(({ id }) => id === queue.team_id)
    return team ? [{ ...queue, team }] : []
  })
}
