import type { Clock } from '../../runner/core/clock.ts'
import type { Log } from '../../runner/core/log.ts'
import type { State } from '../../runner/core/state.ts'
import type { Faults } from '../carrier/faults.ts'
import type { Network } from '../carrier/network.ts'
import type { Numbers } from '../carrier/numbers.ts'
import type { OptOuts } from '../carrier/opt-outs.ts'
import type { Media } from '../sim/handsets.ts'
import type { Accounts } from './accounts.ts'
import type { Texts } from './texts.ts'

/** What the carriers with accounts stand on. */
export type World = {
  state: State
  clock: Clock
  log: Log
  network: Network
  numbers: Numbers
  faults: Faults
  accounts: Accounts
  texts: Texts
  /** Their own lists: a phone has opted out of one number. */
  optOuts: OptOuts
  media: Media
  /** Where their APIs are. */
  address: string
}
