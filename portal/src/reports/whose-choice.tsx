import { useCallback } from 'react'
import { readOwnerNames } from '../data/people.ts'
import { useDesk } from '../desk.ts'
import { Select } from '../parts/fields.tsx'
import { useLoad } from '../parts/use-load.ts'
import { reportWords } from '../words/reports.ts'

/** Of which number, team or agent something is to be said; the empty id stands for all. */
export const WhoseChoice = ({ id, change }: { id: string; change(id: string): void }) => {
  const { api } = useDesk()
  const { data } = useLoad(useCallback(() => readOwnerNames(api), [api]))
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
