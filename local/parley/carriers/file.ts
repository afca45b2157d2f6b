import type { Reply } from '../../runner/core/http.ts'
import { mediaFaults } from '../carrier/faults.ts'
import type { AccountCarrier } from './accounts.ts'
import { oddFiles } from './odd-files.ts'
import type { World } from './world.ts'

const redirect = (location: string): Reply => ({ status: 302, headers: { location } })

/** Leads to a file that a phone sent, at another host; `missing` is how the carrier says that it has none. */
export const fileReply = (
  carrier: AccountCarrier,
  file: string,
  { faults, media, state, address }: World,
  missing: () => Reply,
): Reply => {
  const fault = faults.next(carrier, mediaFaults)
  if (fault === 'media_gone') state.put('file that is gone', file, true)
  if (fault === 'media_late' || state.get('file that is gone', file)) return missing()
  return redirect((fault && ledAstray(fault, address)) ?? media.urlOf(file))
}

/** Where nobody should follow, and files that nobody should read to their end. */
const ledAstray = (fault: (typeof mediaFaults)[number], address: string): string | undefined => {
  switch (fault) {
    // What only a machine itself may ask for: on AWS it gives the credentials of a role.
    case 'media_redirect_private':
      return 'http://169.254.169.254/latest/meta-data/iam/'
    case 'media_redirect_name':
      return `http://localhost:${new URL(address).port}/`
    case 'media_redirect_stranger':
      return 'https://stranger.example/picture.jpg'
    case 'media_too_large':
      return address + oddFiles.tooLarge
    case 'media_endless':
      return address + oddFiles.endless
    case 'media_dripping':
      return address + oddFiles.dripping
    default:
      return undefined
  }
}
