import { Match } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'
import { createApp, templateOf } from '../support/synthesize.ts'

const template = templateOf(createApp(), 'Realtime')
const authModes = (...types: string[]) => types.map((AuthType) => ({ AuthType }))

test('people connect and subscribe with their token, and only roles of the account publish', () => {
  template.hasResourceProperties('AWS::AppSync::Api', {
    EventConfig: Match.objectLike({
      ConnectionAuthModes: authModes('AMAZON_COGNITO_USER_POOLS'),
      DefaultSubscribeAuthModes: authModes('AMAZON_COGNITO_USER_POOLS'),
      DefaultPublishAuthModes: authModes('AWS_IAM'),
    }),
  })
})

const asked = {
  Behavior: 'DIRECT',
  Integration: Match.objectLike({ LambdaConfig: { InvokeType: 'REQUEST_RESPONSE' } }),
}

test('every namespace asks the function who may subscribe', () => {
  const namespaces = Object.values(template.findResources('AWS::AppSync::ChannelNamespace'))
  expect(namespaces.map(({ Properties: { Name } }) => Name).sort()).toEqual([
    'agent',
    'inbox',
    'presence',
    'thread',
  ])
  template.allResourcesProperties('AWS::AppSync::ChannelNamespace', {
    HandlerConfigs: Match.objectLike({ OnSubscribe: asked }),
  })
})

test('pages publish their presence only, and the function sees each of it', () => {
  const open = template.findResources('AWS::AppSync::ChannelNamespace', {
    Properties: { PublishAuthModes: authModes('AMAZON_COGNITO_USER_POOLS') },
  })
  expect(Object.values(open).map(({ Properties }) => Properties)).toMatchObject([
    { Name: 'presence', HandlerConfigs: { OnPublish: { Behavior: 'DIRECT' } } },
  ])
})
