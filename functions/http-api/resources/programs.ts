import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/programs.ts'
import { editProgram } from '#domain/agents/edit-program.ts'
import { listPrograms } from '#domain/agents/list-programs.ts'
import type { Program } from '#domain/agents/program.ts'
import { readProgram } from '#domain/agents/read-program.ts'
import type { Routes } from '../edge/route.ts'
import { presentPage, time } from './present.ts'

type Operations = typeof contract.programOperations

export const programRoutes: Routes<Operations> = {
  listPrograms: async ({ app, principal, query }) =>
    presentPage(await listPrograms(app, principal, query), presentProgram),
  getProgram: async ({ app, principal, params }) =>
    presentProgram(await readProgram(app, principal, params.id)),
  editProgram: async ({ app, principal, params, body, seen }) =>
    presentProgram(await editProgram(app, principal, params.id, body, seen)),
}

const presentProgram = ({
  id,
  name,
  createdAt,
  version,
}: Program): Shape<Operations['getProgram']['response']> => ({
  id,
  name,
  created_at: time(createdAt),
  version,
})
