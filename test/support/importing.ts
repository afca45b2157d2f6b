import { runExport } from '#domain/exports/run-export.ts'
import type { ImportId } from '#domain/ids.ts'
import { checkImport, startImport } from '#domain/imports/change-import.ts'
import { createImport } from '#domain/imports/create-import.ts'
import { fileKeyOf, type Import } from '#domain/imports/import.ts'
import { readImport } from '#domain/imports/load-import.ts'
import { runJob } from '#domain/imports/run-job.ts'
import type { FakeApp } from './fake-app.ts'
import { admin } from './people.ts'

type Given = Partial<
  Pick<Import, 'what' | 'numberId' | 'mapping' | 'match' | 'system' | 'onMatch' | 'attributes' | 'consent'>
>

/** Names a file and puts it at its place; gives the import's id. */
export const upload = async (
  app: FakeApp,
  content: string | Uint8Array,
  given: Given = {},
): Promise<ImportId> => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const facts = { what: 'suppressions' as const, fileName: 'list.csv', bytes: bytes.length, ...given }
  const { file } = await createImport(app, admin, facts)
  app.uploaded.set(fileKeyOf(file), bytes)
  return file.id
}

/** Works off what the queue of jobs holds, as its function would: what fails comes again. */
export const drainJobs = async (app: FakeApp): Promise<void> => {
  for (let seen = 1; app.jobsToRun.length > 0; ) {
    const [next] = app.jobsToRun
    if (!next) return
    const run = next.task === 'export' ? runExport : runJob
    const failed = await run(app, next, seen).catch((error: unknown) => error)
    seen = failed ? seen + 1 : 1
    if (!failed) app.jobsToRun.shift()
  }
}

/** The import after its check. */
export const check = async (app: FakeApp, id: ImportId) => {
  await checkImport(app, admin, id)
  await drainJobs(app)
  return readImport(app, admin, id)
}

/** The import, checked and carried out. */
export const importFile = async (app: FakeApp, content: string | Uint8Array, given?: Given) => {
  const id = await upload(app, content, given)
  await check(app, id)
  await startImport(app, admin, id)
  await drainJobs(app)
  return readImport(app, admin, id)
}

/** The rejected rows of the last job, as its file has them. */
export const rejectsOf = (app: FakeApp): string =>
  new TextDecoder().decode([...app.uploaded].findLast(([key]) => key.endsWith('/rejects.csv'))?.[1])
