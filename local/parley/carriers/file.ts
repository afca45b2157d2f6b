import type { Reply } from '../../runner/core/http.ts'
import { mediaFaults } from '../carrier/faults.ts'
import type { AccountCarrier } from './accounts.ts'
import { tooLarge } from './too-large.ts'
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
  // What only a machine itself may ask for: on AWS it gives the credentials of a role.
  if (fault === 'media_redirect_private') return redirect('http://169.254.169.254/latest/meta-data/iam/')
  return redirect(fault === 'media_too_large' ? `${address}${tooLarge}` : media.urlOf(file))
}
