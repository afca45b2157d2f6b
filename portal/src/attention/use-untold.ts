import { useCallback } from 'react'
import type { Api, BusinessNumber } from '../data/api.ts'
import { readNumbers } from '../data/people.ts'
import { someAtOnce } from '../data/some-at-once.ts'
import { useDesk } from '../desk.ts'
import { useLoad } from '../parts/use-load.ts'

/** For admins: the numbers that take texts of which nobody can be told, by no channel of any of their users. */
export const useUntold = (): BusinessNumber[] => {
  const { api, me } = useDesk()
  const read = useCallback(async () => (me.role === 'admin' ? readUntold(api) : []), [api, me.role])
  return useLoad(read).data ?? []
}

const readUntold = async (api: Api): Promise<BusinessNumber[]> => {
  const active = (await readNumbers(api)).filter(({ state }) => state === 'active')
  const untold = new Set<BusinessNumber['id']>()
  await someAtOnce(active, async ({ id }) => {
    const { data } = await api.listNotificationUsers({ id })
    if (data.length > 0 && data.every(({ reachable }) => !reachable)) untold.add(id)
  })
  return active.filter(({ id }) => untold.has(id))
}
