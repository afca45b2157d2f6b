import type { Email } from '#domain/emails/email.ts'
import type { MailOutcome, MailPorts } from '#domain/emails/send-email.ts'
import type { EmailSender } from '#domain/settings/settings.ts'
import { times } from '#wiring/times.ts'
import { askAws } from './ask-aws.ts'

type Settings = { region: string; configurationSet: string }

/**
 * Hands e-mails to Amazon SES. Its tags come back with every word on what became of it.
 * https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export const createMail =
  ({ region, configurationSet }: Settings): MailPorts['mail'] =>
  async (email, sender) => {
    const request = { method: 'POST', headers: { 'content-type': 'application/json' } }
    const body = JSON.stringify({ ...contentOf(email, sender), ConfigurationSetName: configurationSet })
    try {
      const answer = await askAws(region, 'ses', addressOf(region), {
        ...request,
        ...{ body, timeout: times.mailAnswer },
      })
      return outcomeOf(answer.status, await answer.text())
    } catch (error) {
      return failureOf(error)
    }
  }

/** The runner gives an address of its own, as the SDK knows it. */
const addressOf = (region: string): URL =>
  new URL(
    '/v2/email/outbound-emails',
    process.env.AWS_ENDPOINT_URL_SESV2 ?? `https://email.${region}.amazonaws.com`,
  )

const contentOf = ({ workspace, id, to, subject, body }: Email, sender: EmailSender) => ({
  FromEmailAddress: sender.fromName ? `"${sender.fromName}" <${sender.fromAddress}>` : sender.fromAddress,
  Destination: { ToAddresses: [to] },
  ...(sender.replyTo && { ReplyToAddresses: [sender.replyTo] }),
  Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(body) } } },
  EmailTags: [
    { Name: 'workspace', Value: workspace },
    { Name: 'email', Value: id },
  ],
})

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' })

/** Refusals of the words, the sender or the receiver: the same request would be refused again. */
const lasting = [400, 404, 413]

/** A failure of the service itself says nothing of whether it took the e-mail. */
const outcomeOf = (status: number, body: string): MailOutcome => {
  const code = `status ${status}`
  if (status === 200) return { outcome: 'taken', serviceId: idIn(body) }
  if (status >= 500) return { outcome: 'unknown', code }
  return { outcome: lasting.includes(status) && !isLimit(body) ? 'refused' : 'later', code }
}

const idIn = (body: string): string => {
  const { MessageId } = JSON.parse(body) as { MessageId?: unknown }
  return typeof MessageId === 'string' ? MessageId : ''
}

/** Limits are told as a 400, too: of a second, of a day, and of an account that is paused. */
const isLimit = (body: string): boolean =>
  /LimitExceeded|TooManyRequests|Throttling|SendingPaused|AccountSuspended|rate exceeded|quota/i.test(body)

/** What never reached the service: the connection was refused, or there was no way to it. */
const unreached = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'ENETUNREACH']

const failureOf = (error: unknown): MailOutcome => {
  const { cause, name } = error as { cause?: { code?: string }; name: string }
  const code = cause?.code ?? name
  return { outcome: unreached.includes(code) ? 'later' : 'unknown', code }
}
