import type { AgentId, NumberId, TemplateId, WorkspaceId } from '../ids.ts'
import type { CappedCarrier } from '../recipient-carrier.ts'

/** Whether a customer has one open conversation, or one with each number. */
export type ThreadScope = 'customer' | 'customer_and_number'

/** Whether an opt-out holds for the whole workspace at once [S2], or for the number that was written to. */
export type OptOutScope = 'workspace' | 'number'

/** Languages in which a refusal to be texted is understood (ISO 639-1). */
export const languages = ['en', 'es', 'fr'] as const

export type Language = (typeof languages)[number]

/** How a workspace counts credits: one is one segment (Syncro). */
export type CreditPlan = {
  enabled: boolean
  includedPerMonth: number
  packSize: number
  /** How old the workspace must be to add packs. */
  packsAfterDays: number
  /** Admins are told when this many are left, and when none are. */
  warnAt: number
}

export const defaultCreditPlan: CreditPlan = {
  enabled: false,
  includedPerMonth: 200,
  packSize: 2_500,
  packsAfterDays: 30,
  warnAt: 15,
}

/** What a carrier takes in one of its days from all numbers of a brand (10DLC registration) together. */
export type BrandCap = { brandId: string; carrier: CappedCarrier; segmentsPerDay: number }

/** As whom a workspace writes e-mails. */
export type EmailSender = { fromAddress: string; fromName?: string; replyTo?: string }

/** What a workspace decides for all its numbers. */
export type Settings = {
  kind: 'settings'
  workspace: WorkspaceId
  companyName: string
  /** ISO 3166 alpha-2: where phones written without a country code are. */
  country: string
  threadScope: ThreadScope
  /** A conversation closed less than this long ago is reopened by the customer's next text (Intercom: five days). */
  reopenWithinSeconds: number
  /** ISO 3166 alpha-2 of the countries that texts may go to. */
  enabledCountries: string[]
  optOutScope: OptOutScope
  /** In which languages customers may refuse, opt in and ask for help; the words that carriers require count in any case. */
  languages: Language[]
  /** Whether an opt-out holds for every phone of the contact, or for the one on which it was said. */
  optOutCovers: 'contact' | 'phone'
  /** Whether a text that reads like a refusal opts out at its deadline where nobody has decided on it. */
  optOutUnreviewed: boolean
  /** Whether campaigns need consent on record. */
  campaignConsent: 'required' | 'off'
  /** How customers reach a person, for the answer to HELP: a phone, an e-mail, a page. */
  supportContact?: string
  /** As whom e-mails are written; nothing is mailed without. */
  email?: EmailSender
  /** Where a customer is found in the company's CRM, with placeholders (shared/contract/crm-link.ts). */
  crmLink?: string
  /** Whether START is answered with a question, and only YES opts in. */
  doubleOptIn: boolean
  /** Which texts wait for the end of the quiet hours where the recipient is: campaigns, or everything automated. */
  quietHours: 'campaigns' | 'automated' | 'off'
  /** Whether the laws on how often one may solicit hold campaigns. */
  frequencyCaps: 'campaigns' | 'off'
  /** What carriers take of brands in a day, in segments. */
  dailyCaps: BrandCap[]
  /** Whether an automated text that was held waits for a person where the customer wrote in the meantime. */
  reviewAfterReply: boolean
  /** By which attributes contacts are found, beside their names and e-mails; those that are written from then on. */
  searchableAttributes: string[]
  /** Whether texts that come from now on are found by their words. */
  textSearch: 'on' | 'off'
  credits: CreditPlan
  /** How many credits, and segments, a text with pictures counts. */
  mmsCredits: number
  /** Outside systems that cases and contacts are kept in, and where their pages are: `{id}` stands for the id. */
  systems: OutsideSystem[]
  /** Whether a reply to an automatic text of a case joins the open conversation, or starts one as any other does [S3]. */
  caseReplies: 'join_open' | 'start_new'
  /** Numbers that cases text from, so that each open case of a customer has one of its own; none: the usual number. */
  caseNumbers: NumberId[]
  /** Whether a customer is asked which case a text is about, where the rules leave that open. */
  caseQuestion: 'on' | 'off'
  /** What customers are told of their cases, at most once for each type and event. */
  caseTexts: CaseTextRule[]
  /** Whether the page of a case asks for the last four digits of the customer's phone before it shows anything. */
  casePageAsksDigits: 'on' | 'off'
  /** How many times older the text before the last one must be, for the last case that was texted to be what is answered. */
  caseMargin: number
  /** Who is still told of a conversation that somebody has claimed: nobody, whoever claimed it, or every user of the number [S4]. */
  notifyAfterClaim: 'nobody' | 'claimer' | 'everyone'
  /** The number that notices to users leave from; unset, the number that was written to. */
  noticesFrom?: NumberId
  /** Whether events are kept for programs that ask for them, even where no endpoint is told of them. */
  eventFeed: 'on' | 'off'
  /** Whether an agent who claims a customer is shown their cases: always, where there are any or somebody it may be, or never. */
  casePop: CasePopMode
  /** What a segment is estimated to cost in previews, USD, carrier fees included. */
  pricePerSegment: number
  /** In which zone of the IANA database the days of reports are cut. */
  reportZone: string
  /** Up to which wait a customer's first text, and a later one, is answered in time; of open hours, where there are any. */
  firstAnswerWithinSeconds: number
  nextAnswerWithinSeconds: number
  /** Deactivated agents who have not left all their conversations yet. */
  leavers?: AgentId[]
  /** Whether any workflow is on: set with the first, and taken away with the last. */
  workflows?: 'on'
  version: number
}

export type CasePopMode = 'always' | 'with_cases' | 'off'

/** `key`: how programs name it. */
export type OutsideSystem = { key: string; name: string; caseUrl?: string; contactUrl?: string }

/** Of what in a case its customer is told: `created` is Syncro's "initial problem", `updated` what somebody writes as an update. */
export const caseTextEvents = ['created', 'updated', 'status', 'done'] as const

/** From which templates (use `case`) a text and an e-mail are made where something happens to cases of a type. */
export type CaseTextRule = {
  type: 'ticket' | 'opportunity' | 'task'
  event: (typeof caseTextEvents)[number]
  smsTemplateId?: TemplateId
  emailTemplateId?: TemplateId
  on: boolean
}

export const defaultSettings = (workspace: WorkspaceId): Settings => ({
  kind: 'settings',
  workspace,
  companyName: 'Our company',
  country: 'US',
  threadScope: 'customer',
  reopenWithinSeconds: 432_000,
  enabledCountries: ['US', 'CA'],
  optOutScope: 'workspace',
  languages: [...languages],
  optOutCovers: 'contact',
  optOutUnreviewed: true,
  campaignConsent: 'off',
  doubleOptIn: false,
  quietHours: 'campaigns',
  frequencyCaps: 'campaigns',
  dailyCaps: [],
  reviewAfterReply: false,
  searchableAttributes: [],
  textSearch: 'off',
  credits: defaultCreditPlan,
  mmsCredits: 3,
  systems: [],
  caseReplies: 'join_open',
  caseNumbers: [],
  caseQuestion: 'off',
  caseTexts: [],
  casePageAsksDigits: 'off',
  caseMargin: 3,
  notifyAfterClaim: 'nobody',
  eventFeed: 'off',
  casePop: 'with_cases',
  // AWS End User Messaging in the US, 2026: 0.00581 and about 0.003 of carrier fees.
  pricePerSegment: 0.00881,
  reportZone: 'UTC',
  firstAnswerWithinSeconds: 3600,
  nextAnswerWithinSeconds: 3600,
  version: 0,
})

/** The marks of a text by which its events find who has to look at it. */
export const marksIn = ({ textSearch, workflows }: Settings): { searchable?: true; automated?: true } => ({
  ...(textSearch === 'on' && { searchable: true }),
  ...(workflows === 'on' && { automated: true }),
})
