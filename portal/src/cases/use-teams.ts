import { useEffect, useState } from 'react'
import type { Team } from '../data/api.ts'
import { readTeams } from '../data/people.ts'
import { useDesk } from '../desk.ts'

/** The teams of the workspace, once they are there. */
export const useTeams = (): Team[] => {
  const { api } = useDesk()
  const [teams, setTeams] = useState<Team[]>([])
  useEffect(() => {
    readTeams(api)
      .then(setTeams)
      .catch(() => {})
  }, [api])
  return teams
}
