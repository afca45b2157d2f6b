import { useCallback } from 'react'
import type { Api } from '../data/api.ts'
import { readAgents, readNumbers, readTeams } from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { Select } from '../parts/fields.tsx'
import { useLoad } from '../parts/use-load.ts'
import { formatPhone } from '../words/phones.ts'
import { reportWords } from '../words/reports.ts'

const readNames = async (api: Api): Promise<[id: string, name: string][]> => {
  const [numbers, teams, agents] = await Promise.all([readNumbers(api), readTeams(api), readAgents(api)])
  return [
    ...numbers.map(({ id, name, address }): [string, string] => [id, name ?? formatPhone(address)]),
    ...[...teams, ...agents].map(({ id, name }): [string, string] => [id, name]),
  ]
}

/** Of which number, team or agent something is to be said; the empty id stands for all. */
export const WhoseChoice = ({ id, change }: { id: string; change(id: string): void }) => {
  const { api } = useDesk()
  const { data } = useLoad(useCallback(() => readNames(api), [api]))
  return (
    <Select
      path="of"
      label={reportWords.now.of}
      value={id}
      options={[['', reportWords.now.all], ...(data ?? [])]}
      change={change}
    />
  )
}
