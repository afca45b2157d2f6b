import type { CarrierPart } from '#domain/carriers/carrier.ts'
import type { MessageId, WorkspaceId } from '#domain/ids.ts'
import { parsePartId } from '#domain/messages/message.ts'

/**
 * Where the receipts of a part come in, behind the account's address: `receipts/<workspace>/<message>/<part>`. The ids are
 * without their prefixes, for Twilio takes no underscore in the address of a callback.
 */
export const receiptPath = ({ workspace, partId }: Pick<CarrierPart, 'workspace' | 'partId'>): string => {
  const part = parsePartId(partId)
  if (!part) throw new Error(`No id of a part: ${partId}`)
  return `receipts/${workspace.slice('wks_'.length)}/${part.messageId.slice('msg_'.length)}/${part.index}`
}

type PartName = { workspace: WorkspaceId; messageId: MessageId; index: number }

/** The part that a path names; undefined where it names none. */
export const readReceiptPath = (path: string): PartName | undefined => {
  const [, workspace, message, index] =
    /^receipts\/([a-z0-9]{1,60})\/([0-9a-z]{1,60})\/(\d{1,3})$/.exec(path) ?? []
  return workspace
    ? { workspace: `wks_${workspace}`, messageId: `msg_${message}`, index: Number(index) }
    : undefined
}
