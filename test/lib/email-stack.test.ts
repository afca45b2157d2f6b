import { Match } from 'aws-cdk-lib/assertions'
import { expect, test } from 'vitest'
import { createApp, templateOf } from '../support/synthesize.ts'

const mailing = (settings?: object) => templateOf(createApp({ settings }), 'Email')

const sends = {
  PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'ses:SendEmail' })]) },
}

test('e-mails come from the identities that the stage names, by the one configuration set', () => {
  const template = mailing({ emailIdentities: ['acme.example'] })
  const [policy, ...others] = Object.values(template.findResources('AWS::IAM::Policy', { Properties: sends }))
  expect(others).toEqual([])
  const resources = JSON.stringify(policy?.Properties.PolicyDocument.Statement)
  expect(resources).toContain(':identity/acme.example')
  expect(resources).not.toContain('identity/*')
})

test('where it names none nothing can be sent', () => {
  mailing().resourcePropertiesCountIs('AWS::IAM::Policy', sends, 0)
})

test('what came back and what was called spam is told, and only by the mail service', () => {
  const template = mailing()
  template.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
    EventDestination: { MatchingEventTypes: ['bounce', 'complaint', 'delivery', 'reject'] },
  })
  template.hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'sns:Publish',
          Principal: { Service: 'ses.amazonaws.com' },
          Condition: Match.objectLike({ StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } }),
        }),
      ]),
    },
  })
})
