import type { Account, AccountCarrier } from './accounts.ts'
import type { KeptText } from './texts.ts'
import type { Webhook } from './webhook.ts'
import type { World } from './world.ts'

/** How a carrier says what all of them say. */
export type Dialect = {
  carrier: AccountCarrier
  /** The carrier's id of a text; the same one again for the same `given`. */
  textId(hasMedia: boolean, given?: string): string
  fileId(): string
  /** What the status of a text becomes, in this order, once its phone is switched on. */
  way: string[]
  /** Tells of a customer's text. */
  inbound(account: Account, text: KeptText, world: World): Webhook
  /** Tells what became of a text; its status is the one that is told. */
  receipt(account: Account, text: KeptText, callback: string): Webhook
  /** Answers a customer by itself, and keeps its own list; undefined where it leaves a text to the company. */
  answer(account: Account, text: KeptText, world: World): string | undefined
}
