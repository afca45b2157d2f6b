import type { App } from '../app.ts'
import { type MediaPorts, mostEndless, type Picture } from '../media/fetch-media.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import { originalOf, type Upload, type UploadJob, uploadFolder } from './upload.ts'

type Needs = Pick<App, 'clock' | 'commit' | 'log' | 'uploads'> &
  Pick<MediaPorts, 'originals' | 'toSendable' | 'keepFile'>

/**
 * Writes an uploaded picture anew, small enough for every phone. Safe to repeat, for what is `ready` or has failed is done. `seen`:
 * how often this job was begun.
 */
export const lookAtUpload = async (app: Needs, job: UploadJob, seen: number): Promise<void> => {
  const upload = await app.uploads.get(job.workspace, job.upload)
  if (!upload || isOver(upload)) return
  const state = seen > mostEndless ? failed('unreadable') : await take(app, upload)
  const settled = await settle(app, upload, state)
  app.log.info('an uploaded picture has its end', { ...job, state: settled?.state })
  await app.originals.remove(originalOf(upload))
}

/** One that is still `uploading` is about to be `fetching`: the API writes it down at this moment. */
const isOver = ({ state }: Upload): boolean => state === 'ready' || state === 'failed'

const failed = (reason: 'not_available' | 'too_large' | 'unreadable') =>
  ({ state: 'failed', reason }) as const

type End = Pick<Extract<Upload, { state: 'ready' }>, 'state' | 'picture'> | ReturnType<typeof failed>

const take = async (app: Needs, upload: Upload): Promise<End> => {
  const found = await app.originals.read(originalOf(upload))
  if (found === 'too_large' || found === 'not_available') return failed(found)
  const picture = await app.toSendable(found)
  return picture ? keep(app, upload, picture) : failed('unreadable')
}

const keep = async (
  app: Needs,
  upload: Upload,
  { view, thumb, width, height }: Omit<Picture, 'contentType'>,
): Promise<End> => {
  const contentType = 'image/jpeg'
  const folder = uploadFolder(upload)
  await Promise.all([
    app.keepFile(`${folder}/view`, view, contentType),
    app.keepFile(`${folder}/thumb`, thumb, contentType),
  ])
  return { state: 'ready', picture: { contentType, bytes: view.length, width, height } }
}

const settle = (app: Needs, { workspace, id }: Upload, end: End): Promise<Upload | undefined> =>
  retryOnConflict(app, async () => {
    const upload = await app.uploads.get(workspace, id)
    if (!upload || isOver(upload)) return upload
    const { state: _, ...facts } = upload
    const settled: Upload = { ...facts, ...end }
    await app.commit(settled)
    return settled
  })
