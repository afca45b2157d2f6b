import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Node } from 'constructs'

/** Everything that may differ between two deployments. The resources themselves are the same in every stage. */
export type Stage = {
  name: string
  /** The company's id: it names the user groups and the scopes of machine clients. No stage that lasts has a default. */
  workspace: string
  /** The address that alarms are mailed to. Without it, alarms show in the console only. */
  alarmEmail?: string
  logRetentionDays: RetentionDays
  eventArchiveDays: number
  /** Whether data outlive their stack: deletion protection, and retention when the stack goes. */
  keepData: boolean
  /** Web pages that may call the API, without a trailing slash. */
  corsOrigins: string[]
  /** The portal's own address, `inbox.acme.example`. Default: one of CloudFront's. Comes with `certificateArn`. */
  portalDomain?: string
  /** A certificate for that address in the region us-east-1, where CloudFront looks for it. */
  certificateArn?: string
  /** A web ACL of AWS WAF before the portal's address: of scope CLOUDFRONT, in us-east-1. Default: none, since it costs by itself. */
  webAclArn?: string
  /** Other pages that people may come back to after signing in, or out. */
  signInUrls: string[]
  /** Requests a second that the whole API accepts, and how many may come at once. */
  throttle: { rate: number; burst: number }
  /** The same for webhooks of carriers alone, which come in bursts and are not repeated for long. */
  webhookThrottle: { rate: number; burst: number }
  /** The same for each route of what customers open without signing in. */
  publicThrottle: { rate: number; burst: number }
  /** The same for what each page with a widget asks for: it comes with every visit of a website. */
  widgetThrottle: { rate: number; burst: number }
  /** How many copies of each worker may run at once: a flood of texts must leave room for the API. */
  workerConcurrency: number
  /** Copies of send-part set aside in the account's quota. A new account has none to spare. */
  sendPartReservedConcurrency?: number
  /** Whether functions count metrics, which CloudWatch charges for one by one. */
  metrics: boolean
  /** The calls that X-Ray records: `perSecond` of them in any case, and a share (0 to 1) of the rest. */
  tracing: { perSecond: number; share: number }
  /** Small bundles start sooner; others can be read, and stopped in with a debugger. */
  minifyBundles: boolean
  /** After so many days pictures and other files of texts are deleted. Default: never. */
  mediaRetentionDays?: number
  /** Whether a file is deleted at the carrier once it is kept here. */
  deleteAtCarrier: boolean
  /** Domains and addresses that are verified in Amazon SES, and that e-mails to customers may come from. */
  emailIdentities: string[]
  /** Whether GuardDuty looks for malware in files before anybody may read them; AWS charges for it. */
  scanFiles: boolean
  /** First label of the sign-in domain, unique in an AWS region. Default: made of stage and account. */
  signInDomain?: string
}

const main: Stage = {
  name: 'main',
  workspace: '',
  logRetentionDays: RetentionDays.THREE_MONTHS,
  eventArchiveDays: 30,
  keepData: true,
  corsOrigins: ['http://localhost:5173'],
  signInUrls: ['http://localhost:5173/'],
  throttle: { rate: 100, burst: 200 },
  webhookThrottle: { rate: 200, burst: 400 },
  publicThrottle: { rate: 5, burst: 20 },
  widgetThrottle: { rate: 100, burst: 200 },
  workerConcurrency: 20,
  metrics: true,
  tracing: { perSecond: 0, share: 0.05 },
  minifyBundles: true,
  deleteAtCarrier: false,
  emailIdentities: [],
  scanFiles: false,
}

const passing = { logRetentionDays: RetentionDays.ONE_WEEK, eventArchiveDays: 1, keepData: false }

const stages: Record<string, Stage> = {
  main,
  dev: { ...main, ...passing, name: 'dev', workspace: 'wks_dev' },
  local: {
    ...main,
    ...passing,
    name: 'local',
    workspace: 'wks_demo',
    corsOrigins: ['*'],
    emailIdentities: ['parley.example'],
    metrics: false,
    minifyBundles: false,
  },
}

/**
 * The settings of the stage that the context names: `-c stage=dev`, `main` when nothing is said.
 * The context `settings` (an object in cdk.json, or JSON after `-c settings=`) replaces single values.
 */
export const readStage = (node: Node): Stage => {
  const name: string = node.tryGetContext('stage') ?? main.name
  const known = stages[name]
  if (!known) throw new Error(`No stage "${name}": choose one of ${Object.keys(stages).join(', ')}.`)
  const stage = { ...known, ...readSettings(node) }
  requireWorkspace(stage)
  if (!stage.portalDomain !== !stage.certificateArn)
    throw new Error('The settings portalDomain and certificateArn come together, or not at all.')
  return stage
}

/**
 * Groups and scopes are named by the workspace: another name would replace those of a running deployment and lock
 * everybody out, so nothing stands in for one that was left out.
 */
const requireWorkspace = ({ name, workspace }: Stage) => {
  if (/^wks_[a-z0-9]+$/.test(workspace)) return
  const given = workspace
    ? `"${workspace}" is no name of a workspace`
    : `The stage "${name}" has no workspace`
  throw new Error(
    `${given}: give one of wks_ and lower-case letters or digits, the same at every deployment, with -c 'settings={"workspace":"wks_acme"}'.`,
  )
}

const settable: Record<keyof Omit<Stage, 'name'>, true> = {
  workspace: true,
  alarmEmail: true,
  logRetentionDays: true,
  eventArchiveDays: true,
  keepData: true,
  corsOrigins: true,
  portalDomain: true,
  certificateArn: true,
  webAclArn: true,
  signInUrls: true,
  throttle: true,
  webhookThrottle: true,
  publicThrottle: true,
  widgetThrottle: true,
  workerConcurrency: true,
  sendPartReservedConcurrency: true,
  metrics: true,
  tracing: true,
  minifyBundles: true,
  mediaRetentionDays: true,
  deleteAtCarrier: true,
  emailIdentities: true,
  scanFiles: true,
  signInDomain: true,
}

const readSettings = (node: Node): Partial<Stage> => {
  const given = node.tryGetContext('settings') ?? {}
  const settings = typeof given === 'string' ? JSON.parse(given) : given
  const unknown = Object.keys(settings).filter((key) => !(key in settable))
  if (unknown.length > 0) throw new Error(`No such setting: ${unknown.join(', ')}.`)
  return settings
}
