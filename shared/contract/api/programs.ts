import * as z from 'zod/mini'
import type { Operation } from './operation.ts'
import { named, page, pageQuery, programId, timestamp, words } from './shapes.ts'

const program = named('Program', () =>
  z.object({ id: programId, name: z.string(), created_at: timestamp, version: z.int() }),
)

const one = () => z.object({ id: programId })

export const programOperations = {
  listPrograms: {
    method: 'GET',
    path: '/v1/programs',
    summary: 'The programs that have called the API, by their client ids',
    scope: 'read',
    query: () => z.object(pageQuery),
    response: page(program),
    status: 200,
  },
  getProgram: {
    method: 'GET',
    path: '/v1/programs/{id}',
    summary: 'One program',
    scope: 'read',
    params: one,
    response: program,
    status: 200,
  },
  editProgram: {
    method: 'PATCH',
    path: '/v1/programs/{id}',
    summary: 'Name a program; what it writes from now on shows that name',
    scope: 'manage',
    role: 'admin',
    params: one,
    body: () => z.strictObject({ name: words(100) }),
    ifMatch: 'required',
    response: program,
    status: 200,
  },
} as const satisfies Record<string, Operation>
