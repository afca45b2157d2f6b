import type { AgentId, WorkspaceId } from '../ids.ts'

/** How an agent wants the inbox to look and to call: the same on each of their devices. What is missing is the default. */
export type Preferences = {
  kind: 'preferences'
  workspace: WorkspaceId
  agentId: AgentId
  sound?: Calls
  popUps?: Calls
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

/** For which texts of customers an agent is called. */
type Calls = 'off' | 'mine' | 'mine_and_unclaimed' | 'all'
