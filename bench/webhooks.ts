import { randomBytes } from 'node:crypto'
import { demoAccounts } from '../local/parley/demo.ts'
import { signedByTwilio } from '../test/support/carriers/signed-by-twilio.ts'
import { type Addresses, signIn } from '../test/support/flows/client.ts'

/** Texts as Twilio would post them: each to the address of the demo account, and signed with its token. */
export const createTwilio = async (addresses: Addresses) => {
  const demo = demoAccounts.find(({ carrier }) => carrier === 'twilio')
  const admin = await signIn(addresses, 'admin@example.com')
  const { data } = await admin.api.listCarrierAccounts()
  const account = data.find(({ carrier }) => carrier === 'twilio')
  if (!demo || !account) throw new Error('There is no demo account of Twilio')
  return {
    number: demo.number,
    /** Settles when the webhook is accepted. Throws where it is not. */
    post: async (phone: string, body: string): Promise<void> => {
      const MessageSid = `SM${randomBytes(16).toString('hex')}`
      const fields = { AccountSid: demo.id, MessageSid, From: phone, To: demo.number, Body: body }
      const answer = await fetch(...signedByTwilio(account.webhook_urls.messages, demo.secret, fields))
      if (!answer.ok) throw new Error(`The webhook was answered with ${answer.status}`)
      await answer.text()
    },
  }
}
