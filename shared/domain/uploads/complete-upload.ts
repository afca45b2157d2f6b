import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { asStored } from '../as-stored.ts'
import type { MediaId } from '../ids.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { loadUpload } from './load-upload.ts'
import type { Upload } from './upload.ts'

/**
 * The bytes are at their place: the picture is looked at. Safe to repeat; while it is looked at, the work is asked for once
 * more. Throws `not_found`, `forbidden`.
 */
export const completeUpload = (
  app: Pick<App, 'clock' | 'commit' | 'files' | 'uploads'>,
  principal: Principal,
  id: MediaId,
): Promise<Upload> =>
  retryOnConflict(app, async () => {
    const upload = await loadUpload(app, principal, id)
    if (upload.state === 'ready' || upload.state === 'failed') return upload
    const { workspace } = upload
    if (upload.state === 'uploading') await app.commit({ ...upload, state: 'fetching' })
    await app.files.look({ workspace, upload: id })
    return upload.state === 'uploading' ? asStored({ ...upload, state: 'fetching' as const }) : upload
  })
