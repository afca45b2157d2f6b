import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { type BaseApp, createApp } from '#adapters/app.ts'
import { createAccounts } from '#adapters/aws/accounts.ts'
import { createSecretStore } from '#adapters/aws/secret-store.ts'
import { connectAwsNumber } from '#adapters/carriers/aws/numbers.ts'
import { createCarrierNumbers } from '#adapters/carriers/numbers.ts'
import { openTable } from '#adapters/dynamo/open-table.ts'
import { widgetStore } from '#adapters/dynamo/widget-store.ts'
import { rendererAtNeed } from '#adapters/liquid/renderer-at-need.ts'
import type { Agent } from '#domain/agents/agent.ts'
import type { Principal } from '#domain/agents/principal.ts'
import { agentOfSubject } from '#domain/agents/subject.ts'
import type { App } from '#domain/app.ts'
import { ConflictError } from '#domain/error.ts'
import type { WorkspaceId } from '#domain/ids.ts'
import { activateNumber } from '#domain/numbers/activate-number.ts'
import { createNumber, type NumberFacts } from '#domain/numbers/create-number.ts'
import { editNumber } from '#domain/numbers/edit-number.ts'
import type { NotificationUser } from '#domain/numbers/number.ts'
import { switchNumber } from '#domain/numbers/switch-number.ts'
import { defaultSettings } from '#domain/settings/settings.ts'
import { createTemplate } from '#domain/templates/create-template.ts'
import { credentials, region } from '../runner/core/clients.ts'
import { subjectOf } from '../runner/identity/users.ts'
import type { Deployed } from '../runner/project.ts'
import { type Demo, demoAccounts, demos } from './demo.ts'
import { seedAccount } from './seed-account.ts'
import { seedWidget } from './seed-widget.ts'

/** Writes what is missing of the demo workspaces, by the use cases that the API has. */
export const seed = async ({ endpoints, outputs, url }: Pick<Deployed, 'endpoints' | 'outputs' | 'url'>) => {
  const client = new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb })
  const aws = new PinpointSMSVoiceV2Client({ region, credentials, endpoint: endpoints.aws })
  const signIn = new CognitoIdentityProviderClient({ region, credentials, endpoint: endpoints.aws })
  const secrets = new SecretsManagerClient({ region, credentials, endpoint: endpoints.aws })
  const places = {
    inboundTopic: String(outputs.InboundTopicArn),
    mediaBucket: String(outputs.MediaBucketName),
    mediaRole: String(outputs.MediaRoleArn),
  }
  const table = openTable(String(outputs.TableName), client)
  const app = {
    ...createApp(table),
    widgets: widgetStore(table),
    carrierNumbers: createCarrierNumbers({ aws: connectAwsNumber(places, aws) }),
    renderer: rendererAtNeed(),
    turnstileSecrets: createSecretStore('parley-turnstile/local', secrets),
    widgetSecrets: createSecretStore('parley-widgets/local', secrets),
    accounts: createAccounts(String(outputs.UserPoolId), signIn),
  }
  await Promise.all(demos.map((demo) => seedWorkspace(app, demo)))
  for (const account of demoAccounts) {
    const carrierAccountId = await seedAccount(account, url)
    const { carrier, number: address, name } = account
    await seedNumber(app, account.workspace, { address, name, carrier, carrierAccountId })
  }
  const [demo] = demos
  if (demo) await seedWidget(app, seederOf(demo.workspace), demo.address, url('sim'))
  secrets.destroy()
  client.destroy()
  aws.destroy()
  signIn.destroy()
}

type SeedApp = BaseApp &
  Pick<App, 'accounts' | 'carrierNumbers' | 'renderer' | 'turnstileSecrets' | 'widgets' | 'widgetSecrets'>

const seedWorkspace = async (
  app: SeedApp,
  { workspace, companyName, email, address, rcsAgent, agents, templates = [] }: Demo,
) => {
  await unlessThere(app.commit({ ...defaultSettings(workspace), companyName, email }))
  for (const agent of agents) await unlessThere(app.commit(agentRecord(app, workspace, agent)))
  await seedNumber(app, workspace, { address, name: 'Main line' })
  if (rcsAgent)
    await seedNumber(app, workspace, {
      address: rcsAgent,
      name: 'RCS agent',
      type: 'rcs',
      capabilities: ['rcs'],
    })
  const [found] = await app.templates.page(workspace, { limit: 1 })
  if (found) return
  for (const template of templates) await createTemplate(app, seederOf(workspace), template)
}

const seederOf = (workspace: WorkspaceId): Principal => ({
  kind: 'program',
  workspace,
  id: 'seed',
  scopes: ['manage'],
})

const unlessThere = (write: Promise<void>) =>
  write.catch((error) => {
    if (!(error instanceof ConflictError)) throw error
  })

const agentRecord = (app: BaseApp, workspace: WorkspaceId, facts: Demo['agents'][number]): Agent => {
  const id = agentOfSubject(subjectOf(facts.email))
  return { kind: 'agent', workspace, id, ...facts, active: true, createdAt: app.clock.now(), version: 0 }
}

/** The first of a workspace's people is told of its texts. */
const notifiedOf = (workspace: WorkspaceId): NotificationUser => {
  const [first] = demos.find((demo) => demo.workspace === workspace)?.agents ?? []
  if (!first) throw new Error(`Nobody is in the demo workspace ${workspace}.`)
  const { name: firstName, email } = first
  return { firstName, lastName: 'Demo', email, notifyByEmail: true, notifyBySms: false }
}

/** Creates a number that is not there and takes it through every step: registration, a user to notify, activation, confirmation. */
const seedNumber = async (app: SeedApp, workspace: WorkspaceId, facts: NumberFacts) => {
  if (await app.numbers.byAddress(facts.address)) return
  const seeder = seederOf(workspace)
  const { id } = await createNumber(app, seeder, facts)
  const registration = { status: 'approved' as const }
  const rate = { segmentsPerSecond: 20 }
  await editNumber(app, seeder, id, { notificationUsers: [notifiedOf(workspace)], registration, rate })
  await activateNumber(app, seeder, id)
  await switchNumber(app, seeder, id, 'confirm')
}
