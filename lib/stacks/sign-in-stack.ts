import { Aws, CfnOutput, CfnResource, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib'
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import type { Stage } from '../stage.ts'

/**
 * Who may sign in: a Cognito user pool with the people and their groups, and the client of programs, whose secret is
 * known to them. What a web page needs of it is a client of its own, beside the page.
 */
export class SignInStack extends Stack {
  readonly pool: UserPool
  readonly machineClientId: string
  /** Where people sign in, and programs get their tokens. */
  readonly url: string

  constructor(scope: Construct, id: string, { stage, ...props }: StackProps & { stage: Stage }) {
    super(scope, id, props)
    this.pool = this.createPool(stage)
    addGroups(this.pool, stage)
    // Cognito gives machines their tokens on the pool's own domain only.
    const domain = this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: stage.signInDomain ?? `parley-${stage.name}-${Aws.ACCOUNT_ID}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    })
    this.url = domain.baseUrl()
    this.machineClientId = addMachineClient(this.pool, stage).userPoolClientId
    if (stage.keepData) this.keepAll()
    new CfnOutput(this, 'Issuer', { value: this.pool.userPoolProviderUrl })
    new CfnOutput(this, 'UserPoolId', { value: this.pool.userPoolId })
    new CfnOutput(this, 'MachineClientId', { value: this.machineClientId })
    new CfnOutput(this, 'SignInUrl', { value: this.url })
  }

  /** With the pool stays all that is in it: memberships of a group and the secret of a client come back from nowhere. */
  private keepAll() {
    for (const child of this.node.findAll())
      if (CfnResource.isCfnResource(child)) child.applyRemovalPolicy(RemovalPolicy.RETAIN)
  }

  private createPool({ keepData }: Stage) {
    const pool = new UserPool(this, 'Users', {
      selfSignUpEnabled: false,
      userInvitation: invitation,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      // Who is only told of texts has no password: a code is sent to them, by e-mail or by text.
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true, smsOtp: true } },
      enableSmsRole: true,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: keepData,
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    Validations.of(pool).acknowledge(
      {
        id: 'AwsSolutions-COG2',
        reason: 'A second factor is the choice of each agent: not all have a device for it.',
      },
      {
        id: 'AwsSolutions-COG8',
        reason: 'The plus plan is paid per agent; people are invited, none signs up.',
      },
      {
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason:
          'A phone is no resource that could be named: Cognito sends codes by text to whatever phone an admin gives.',
      },
    )
    return pool
  }
}

/** What Cognito mails to whoever is invited. The address of the page is told by their admin: this stack knows of no page. */
const invitation = {
  emailSubject: 'You can now answer customers by text',
  emailBody:
    'You are invited to answer text messages of customers. Sign in as {username} with the password {####}, which you then replace by your own. It works for seven days.',
}

/** Agents are in the group named by the workspace, administrators in `<workspace>.admin`. */
const addGroups = (pool: UserPool, { workspace }: Stage) => {
  const add = (id: string, groupName: string, description: string) =>
    new CfnUserPoolGroup(pool, id, { userPoolId: pool.userPoolId, groupName, description })
  add('Agents', workspace, 'Read and answer conversations')
  add('Admins', `${workspace}.admin`, 'Also change numbers, people and settings')
}

/** A machine's scopes are `<workspace>/read`, `/send` and `/manage`. */
const addMachineClient = (pool: UserPool, { workspace }: Stage): UserPoolClient => {
  const scopes = [
    new ResourceServerScope({
      scopeName: 'read',
      scopeDescription: 'Read everything',
    }),
    new ResourceServerScope({ scopeName: 'send', scopeDescription: 'Send texts, and read what it sent' }),
    new ResourceServerScope({
      scopeName: 'manage',
      scopeDescription: 'Read everything, and change whatever is no text',
    }),
  ]
  const server = pool.addResourceServer('Api', { identifier: workspace, scopes })
  return pool.addClient('Machine', {
    authFlows: {},
    oAuth: {
      flows: { clientCredentials: true },
      scopes: scopes.map((scope) => OAuthScope.resourceServer(server, scope)),
    },
    generateSecret: true,
  })
}
