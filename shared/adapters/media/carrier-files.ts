import type { Fetched, MediaPorts, MediaSource } from '#domain/media/fetch-media.ts'
import { arrivalPrefix } from '#domain/media/media.ts'
import type { FittingSecret } from '../aws/secret-store.ts'
import { accessOf } from '../carriers/access.ts'
import { accountCarriers } from '../carriers/carriers.ts'
import { fetchFile, fetchLimits, type Network, publicNetwork } from './fetch-file.ts'
import type { createMediaBucket } from './media-bucket.ts'

type Options = {
  bucket: Pick<ReturnType<typeof createMediaBucket>, 'read' | 'remove'>
  fitting: FittingSecret
  network?: Network
  /** Whether files are deleted at the carrier once they are kept here. */
  deleteAtCarrier: boolean
  adapters?: typeof accountCarriers
}

/**
 * The files of texts where carriers have them: behind an address, which is read with the account that the text came in at, or in
 * our own bucket where the carrier left them.
 */
export const createCarrierFiles = ({
  bucket,
  fitting,
  network = publicNetwork,
  deleteAtCarrier,
  adapters = accountCarriers,
}: Options): MediaPorts['carrierFiles'] => ({
  fetch: async (source) => {
    const { media, workspace } = source
    if ('failed' in media) return { outcome: 'refused', reason: media.failed }
    if ('object' in media) return bucket.read(media.object, arrivalPrefix(workspace), fetchLimits.bytes)
    return fetchWith(fitting, adapters, network, { ...source, media })
  },
  forget: async ({ media, workspace, account, carrier }) => {
    if ('object' in media) await bucket.remove(media.object)
    const remove = adapters[carrier]?.deleteMedia
    if (!('url' in media) || !deleteAtCarrier || !remove || !account) return
    await fitting(
      { workspace, id: account },
      (secret) => remove(accessOf(secret), media.url),
      () => true,
    )
  },
})

/** A carrier that refuses the secrets of this moment may take those before them, or the next ones. */
const fetchWith = async (
  fitting: FittingSecret,
  adapters: typeof accountCarriers,
  network: Network,
  { workspace, account, carrier, carrierMessageId, media }: MediaSource & { media: { url: string } },
): Promise<Fetched> => {
  const adapter = adapters[carrier]
  if (!adapter || !account) return { outcome: 'refused', reason: 'not_available' }
  const fetched = await fitting(
    { workspace, id: account },
    (secret) => {
      const policy = adapter.mediaPolicy(accessOf(secret), { carrierMessageId, media })
      return fetchFile(media.url, policy, fetchLimits, network)
    },
    (outcome) => !isUnauthorized(outcome),
  )
  return fetched ?? { outcome: 'later', detail: 'no_secret' }
}

const isUnauthorized = (fetched: Fetched): boolean =>
  fetched.outcome === 'later' && fetched.detail === 'status 401'
