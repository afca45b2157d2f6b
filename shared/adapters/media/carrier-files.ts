import type { MediaPorts, MediaSource } from '#domain/media/fetch-media.ts'
import { arrivalPrefix } from '#domain/media/media.ts'
import type { FetchPolicy } from '../carriers/adapter.ts'
import { fetchFile, fetchLimits, type Network, publicNetwork } from './fetch-file.ts'
import type { createMediaBucket } from './media-bucket.ts'

/** What a carrier says of its files; undefined where nobody has the account any more. */
export type MediaHost = {
  policy(source: MediaSource): Promise<FetchPolicy | undefined>
  /** Deletes a file at the carrier. */
  remove(source: MediaSource & { media: { url: string } }): Promise<void>
}

type Options = {
  bucket: Pick<ReturnType<typeof createMediaBucket>, 'read' | 'remove'>
  host: MediaHost
  network?: Network
  /** Whether files are deleted at the carrier once they are kept here. */
  deleteAtCarrier: boolean
}

/** The files of texts where carriers have them: behind an address, or in our own bucket where the carrier left them. */
export const createCarrierFiles = ({
  bucket,
  host,
  network = publicNetwork,
  deleteAtCarrier,
}: Options): MediaPorts['carrierFiles'] => ({
  fetch: async (source) => {
    const { media, workspace } = source
    if ('failed' in media) return { outcome: 'refused', reason: media.failed }
    if ('object' in media) return bucket.read(media.object, arrivalPrefix(workspace), fetchLimits.bytes)
    const policy = await host.policy(source)
    return policy
      ? fetchFile(media.url, policy, fetchLimits, network)
      : { outcome: 'refused', reason: 'not_available' }
  },
  forget: async (source) => {
    const { media } = source
    if ('object' in media) await bucket.remove(media.object)
    else if ('url' in media && deleteAtCarrier) await host.remove({ ...source, media })
  },
})
