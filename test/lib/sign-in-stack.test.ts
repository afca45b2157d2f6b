import { Match } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'
import { createApp, templateOf } from '../support/synthesize.ts'

const template = templateOf(createApp(), 'SignIn')

test('people are invited, have long passwords, and outlive the stack', () => {
  template.hasResource('AWS::Cognito::UserPool', {
    DeletionPolicy: 'Retain',
    Properties: {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
      Policies: { PasswordPolicy: Match.objectLike({ MinimumLength: 12 }) },
      UsernameAttributes: ['email'],
    },
  })
})

test('groups and scopes carry the name of the workspace', () => {
  const groups = Object.values(template.findResources('AWS::Cognito::UserPoolGroup'))
  expect(groups.map((group) => group.Properties.GroupName)).toEqual(['wks_main', 'wks_main.admin'])
  template.hasResourceProperties('AWS::Cognito::UserPoolResourceServer', {
    Identifier: 'wks_main',
    Scopes: ['read', 'send', 'manage'].map((ScopeName) => Match.objectLike({ ScopeName })),
  })
})

test('a machine keeps a secret and signs in for itself only', () => {
  template.hasResourceProperties('AWS::Cognito::UserPoolClient', {
    AllowedOAuthFlows: ['client_credentials'],
    GenerateSecret: true,
  })
})

test('an invitation says with what one signs in', () => {
  template.hasResourceProperties('AWS::Cognito::UserPool', {
    AdminCreateUserConfig: {
      InviteMessageTemplate: { EmailMessage: Match.stringLikeRegexp('{username} .* {####}') },
    },
  })
})

test('who has no password gets a code, by e-mail or by text', () => {
  template.hasResourceProperties('AWS::Cognito::UserPool', {
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] } },
    SmsConfiguration: { SnsCallerArn: Match.anyValue() },
  })
  templateOf(createApp(), 'Api').hasResourceProperties('AWS::Cognito::UserPoolClient', {
    AllowedOAuthFlows: ['code'],
    ExplicitAuthFlows: Match.arrayWith(['ALLOW_USER_AUTH']),
  })
})
