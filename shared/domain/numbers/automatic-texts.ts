import type { Settings } from '../settings/settings.ts'
import { withCompanyFacts } from '../text/company-facts.ts'
import type { BusinessNumber, NumberTexts } from './number.ts'

export type AutomaticText = Exclude<keyof NumberTexts, 'afterHours' | 'caseQuestion'>

/** Welcome and opt-out word for word from Convirza; the others say what the CTIA's principles ask for. */
const defaults: Record<AutomaticText, string> = {
  welcome:
    'Welcome to (Company Name)! Messages and data rates may apply. Msg frequency is recurring. Reply STOP (in Caps) to cancel.',
  optOut:
    "Your request to unsubscribe has been processed. We're sorry to see you go. If you ever change your mind, please reply with START (in CAPS) to start receiving the messages again.",
  optIn:
    'You will receive messages from (Company Name). Messages and data rates may apply. Msg frequency is recurring. Reply HELP for help, STOP to cancel.',
  optInQuestion:
    'Reply YES to confirm that you want to receive messages from (Company Name). Messages and data rates may apply.',
  help: '(Company Name): write to this number and we will answer. Messages and data rates may apply. Msg frequency is recurring. Reply STOP to cancel.',
}

/** The CTIA's principles want the answer to HELP to say how to reach a person. */
const helpWithContact =
  '(Company Name): for help contact (Support Contact). Messages and data rates may apply. Msg frequency is recurring. Reply STOP to cancel.'

/** An automatic text as this number sends it: its own, else the default, with the company's facts in place. */
export const textOf = (name: AutomaticText, { texts }: BusinessNumber, settings: Settings): string =>
  withCompanyFacts(texts[name] ?? defaultTexts(settings)[name], settings)

/** What a number sends by itself where it has no texts of its own; company facts still as placeholders. */
export const defaultTexts = ({ supportContact }: Settings): Record<AutomaticText, string> =>
  supportContact ? { ...defaults, help: helpWithContact } : defaults
