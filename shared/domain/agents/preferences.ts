import type { AgentId, WorkspaceId } from '../ids.ts'

/** How an agent wants the inbox to look and to call: the same on each of their devices. What is missing is the default. */
export type Preferences = {
  kind: 'preferences'
  workspace: WorkspaceId
  agentId: AgentId
  sound?: Calls
  popUps?: Calls
  /** For what they are called by e-mail. */
  emailFor?: CallKind[]
  /** For what they are called by a push, on the devices that take pushes. */
  pushFor?: CallKind[]
  /** When nothing calls them. */
  quietTimes?: QuietTimes
  /** How long a reply can be taken back before it is sent. */
  undoSeconds?: number
  sendKey?: 'enter' | 'ctrl_enter'
  shortcuts?: 'on' | 'off'
  /** Keys of their own, by what they do. */
  keys?: Record<string, string>
  theme?: 'system' | 'light' | 'dark'
  density?: 'comfortable' | 'compact'
  /** A tag of BCP 47; unset: the browser's. */
  language?: string
  version: number
}

/** `mine`: a text in what they claimed or take part in. `unclaimed`: one that nobody has claimed, of their teams. */
export const callKinds = ['mine', 'unclaimed', 'mentions'] as const
export type CallKind = (typeof callKinds)[number]

/** Wall times of a zone of the IANA database that start on each day of the week; as those of business hours. */
export type QuietTimes = {
  zone: string
  weekly: Partial<Readonly<Record<Day, readonly { from: string; to: string }[]>>>
}
type Day = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'

/** For which texts of customers an agent is called. */
type Calls = 'off' | 'mine' | 'mine_and_unclaimed' | 'all'
