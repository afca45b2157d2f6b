import type { Shape } from '#contract/api/operation.ts'
import type * as contract from '#contract/api/programs.ts'
import { editProgram } from '#domain/agents/edit-program.ts'
import { listPrograms } from '#domain/agents/list-programs.ts'
import type { Program } from '#domain/agents/program.ts'
import { readProgram } from '#domain/agents/read-program.ts'
import type { Routes } from '../edge/route.ts'
import { pageView, time } from './views.ts'

type Operations = typeof contract.programOperations

export const programRoutes: Routes<Operations> = {
  listPrograms: async ({ app, principal, query }) =>
    pageView(await listPrograms(app, principal, query), programView),
  getProgram: async ({ app, principal, params }) => programView(await readProgram(app, principal, params.id)),
  editProgram: async ({ app, principal, params, body, seen }) =>
    programView(await editProgram(app, principal, params.id, body, seen)),
}

const programView = ({
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
