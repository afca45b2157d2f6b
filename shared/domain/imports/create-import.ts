import { type Principal, requireAdmin } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import { DomainError, notFound } from '../error.ts'
import { sortableId } from '../ids.ts'
import type { UploadPlace } from '../uploads/create-upload.ts'
import { fileKeyOf, type Import, keptFor, mostBytes } from './import.ts'

type Facts = Pick<
  Import,
  | ('what' | 'fileName' | 'bytes' | 'numberId' | 'mapping')
  | ('match' | 'system' | 'onMatch' | 'attributes' | 'consent')
>

/** Whatever the file is called. */
const contentType = 'application/octet-stream'

/** Names a file that is to be imported, and the place for its bytes. Throws `import_too_large`, `not_found`, `forbidden`. */
export const createImport = async (
  app: Pick<App, 'clock' | 'commit' | 'files' | 'numbers' | 'randomId'>,
  principal: Principal,
  facts: Facts,
): Promise<{ file: Import; place: UploadPlace }> => {
  requireAdmin(principal)
  const { workspace, kind, id: by, name } = principal
  if (facts.bytes > mostBytes) throw new DomainError('import_too_large', 'A file may have at most 50 MB.')
  if (facts.numberId && !(await app.numbers.get(workspace, facts.numberId))) throw notFound('number')
  requireSystem(facts)
  const createdAt = app.clock.now()
  const file: Import = {
    ...{ ...facts, kind: 'import', workspace, id: sortableId('imp', createdAt, app.randomId) },
    ...{ state: 'uploading', createdBy: { kind, id: by, ...(name && { name }) } },
    ...{ createdAt, expiresAt: createdAt + keptFor, version: 0 },
  }
  const place = await app.files.place(fileKeyOf(file), { contentType, bytes: facts.bytes }, createdAt)
  await app.commit(file)
  return { file: asStored(file), place }
}

/** Ids mean something only together with the system that they are of. */
export const requireSystem = ({
  match,
  system,
  mapping,
}: Pick<Import, 'match' | 'system' | 'mapping'>): void => {
  if (system !== undefined || (match !== 'external_id' && mapping?.external_id === undefined)) return
  const errors = [{ path: 'system', detail: 'Say of which outside system the ids are.' }]
  throw new DomainError('validation_failed', 'The rows have ids of an unnamed system.', { errors })
}
