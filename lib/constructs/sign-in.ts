import { Aws, RemovalPolicy, Validations } from 'aws-cdk-lib'
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import type { Stage } from '../stage.ts'

/** Sign-in of people and programs: a Cognito user pool, a client for the portal, and one for machines. */
export class SignIn extends Construct {
  readonly issuer: string
  readonly clientIds: { portal: string; machine: string }

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id)
    const pool = this.createPool(stage)
    addGroups(pool, stage)
    // Cognito gives machines their tokens on the pool's own domain only.
    pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: stage.signInDomain ?? `parley-${stage.name}-${Aws.ACCOUNT_ID}` },
    })
    this.issuer = pool.userPoolProviderUrl
    this.clientIds = {
      portal: addPortalClient(pool, stage).userPoolClientId,
      machine: addMachineClient(pool, stage).userPoolClientId,
    }
  }

  private createPool({ keepData }: Stage) {
    const pool = new UserPool(this, 'Users', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
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
    )
    return pool
  }
}

/** Agents are in the group named by the workspace, administrators in `<workspace>.admin`. */
const addGroups = (pool: UserPool, { workspace }: Stage) => {
  const add = (id: string, groupName: string, description: string) =>
    new CfnUserPoolGroup(pool, id, { userPoolId: pool.userPoolId, groupName, description })
  add('Agents', workspace, 'Read and answer conversations')
  add('Admins', `${workspace}.admin`, 'Also change numbers, people and settings')
}

const addPortalClient = (pool: UserPool, { signInUrls }: Stage): UserPoolClient =>
  pool.addClient('Portal', {
    authFlows: { userSrp: true },
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
      callbackUrls: signInUrls,
      logoutUrls: signInUrls,
    },
    // A web page keeps no secret; the code is bound to the page by PKCE.
    generateSecret: false,
    preventUserExistenceErrors: true,
  })

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
