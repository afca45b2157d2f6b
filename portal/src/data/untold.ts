import type { Api, BusinessNumber } from './api.ts'
import { readNumbers } from './people.ts'
import { someAtOnce } from './some-at-once.ts'

/** For admins: the numbers that take texts of which nobody can be told, by no channel of any of their users. One request for each number. */
export const readUntold = async (api: Api): Promise<BusinessNumber[]> => {
  const active = (await readNumbers(api)).filter(({ state }) => state === 'active')
  const untold = new Set<BusinessNumber['id']>()
  await someAtOnce(active, async ({ id }) => {
    const { data } = await api.listNotificationUsers({ id })
    if (data.length > 0 && data.every(({ reachable }) => !reachable)) untold.add(id)
  })
  return active.filter(({ id }) => untold.has(id))
}
