/**
 * The channels that pages subscribe to. Their names have letters, digits and dashes only, so that ids go without their
 * prefixes. A thread is known by the end that the ids of its conversations and messages share: one channel over split
 * and merge.
 */
export const inboxChannel = (workspace: string): string => `inbox/${bare(workspace)}`

/** What is said in the thread of a conversation or a message. */
export const threadChannel = (workspace: string, id: string): string =>
  `thread/${bare(workspace)}/${refOf(id)}`

/** Who looks at the thread, and who types. */
export const presenceChannel = (workspace: string, id: string): string =>
  `presence/${bare(workspace)}/${refOf(id)}`

/** What only the devices of one agent hear. */
export const agentChannel = (workspace: string, agent: string): string =>
  `agent/${bare(workspace)}/${agent.replace(/^agt_/, '')}`

const bare = (workspace: string): string => workspace.replace(/^wks_/, '')
const refOf = (id: string): string => id.slice(-14)
