import { z } from 'zod'
import { account, region } from '../core/clients.ts'
import { resourceType } from './platform.ts'

/** AWS::Cognito::UserPool: its people are those of the local issuer, which asks for no passwords; codes it sends. */
export const userPool = resourceType({
  uses: {
    Policies: z
      .looseObject({ SignInPolicy: z.object({ AllowedFirstAuthFactors: z.array(z.string()) }).optional() })
      .optional(),
  },
  ignores: [
    'AccountRecoverySetting',
    'AdminCreateUserConfig',
    'AutoVerifiedAttributes',
    'DeletionProtection',
    'EmailConfiguration',
    'EmailVerificationMessage',
    'EmailVerificationSubject',
    'EnabledMfas',
    'MfaConfiguration',
    'Schema',
    'SmsConfiguration',
    'SmsVerificationMessage',
    'UserPoolAddOns',
    'UserPoolName',
    'UserPoolTags',
    'UserPoolTier',
    'UsernameAttributes',
    'UsernameConfiguration',
    'VerificationMessageTemplate',
  ],
  create: ({ Policies }, resource, { urls, pool }) => {
    pool.firstFactors = Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? pool.firstFactors
    const id = `${region}_${resource.name.slice(-8)}`
    return {
      ref: id,
      attributes: {
        Arn: `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`,
        ProviderName: `cognito-idp.${region}.amazonaws.com/${id}`,
        ProviderURL: urls.issuer,
        UserPoolId: id,
      },
    }
  },
})

/** AWS::Cognito::UserPoolClient */
export const userPoolClient = resourceType({
  uses: {
    AllowedOAuthFlows: z.array(z.string()).optional(),
    AllowedOAuthScopes: z.array(z.string()).optional(),
  },
  ignores: [
    'AccessTokenValidity',
    'AllowedOAuthFlowsUserPoolClient',
    'CallbackURLs',
    'ClientName',
    'EnableTokenRevocation',
    'ExplicitAuthFlows',
    'GenerateSecret',
    'IdTokenValidity',
    'LogoutURLs',
    'PreventUserExistenceErrors',
    'RefreshTokenRotation',
    'RefreshTokenValidity',
    'SupportedIdentityProviders',
    'TokenValidityUnits',
    'UserPoolId',
  ],
  create: ({ AllowedOAuthFlows: flows = [], AllowedOAuthScopes: scopes = [] }, resource, { pool }) => {
    const id = resource.name.replace(/[^a-z0-9]/g, '').slice(-26)
    pool.clients.push({ id, flows, scopes })
    return { ref: id, attributes: { ClientId: id, ClientSecret: 'local' } }
  },
})

/** AWS::Cognito::UserPoolResourceServer */
export const resourceServer = resourceType({
  uses: { Identifier: z.string() },
  ignores: ['Name', 'Scopes', 'UserPoolId'],
  create: ({ Identifier }) => ({ ref: Identifier }),
})
