/** What an export can take along. */
export const exportKinds = ['contacts', 'suppressions', 'conversations', 'messages'] as const

export type ExportKind = (typeof exportKinds)[number]

/** Whether it takes what happened on some days; otherwise all that there is now. */
export const isDated = (kind: unknown): boolean => kind === 'conversations' || kind === 'messages'
