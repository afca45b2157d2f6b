import { expect, test } from 'vitest'
import { longestInvisible, times, visibilityTimeout } from '#wiring/times.ts'

type Time = keyof typeof times

/** Each is longer than what stands behind it, or something that users count on breaks. */
const longer: [string, Time, number][] = [
  [
    'an attempt outlasts its request, connection included',
    'attempt',
    times.carrierConnect + times.carrierAnswer,
  ],
  ['send-part has time for its request', 'sendPartTimeout', times.carrierConnect + times.carrierAnswer],
  [
    'a slow answer for a secret, asked for twice, leaves the attempt time for its request',
    'attempt',
    times.carrierConnect + times.carrierAnswer + 2 * (times.secretsConnect + times.secretsAnswer),
  ],
  [
    'a STOP comes again while it still holds the next attempt back',
    'stopRequest',
    visibilityTimeout(times.receiveTimeout),
  ],
  [
    'deliver-webhook has time for a run of a backlog and the event that it ends with',
    'deliverWebhookTimeout',
    times.webhookRun + times.webhookAnswer + 2 * (times.secretsConnect + times.secretsAnswer),
  ],
  [
    'an event is kept, or its write given up, before the feed shows its time',
    'eventSettled',
    times.eventOnTime + times.eventWrite + times.eventUnderWay,
  ],
  [
    'who took an endpoint for paused has fanned out by then what the log gives it',
    'endpointKnown',
    times.audienceKept + times.fanOutTimeout,
  ],
  [
    'send-push has time for its request and for the key',
    'sendPushTimeout',
    times.pushAnswer + 2 * (times.secretsConnect + times.secretsAnswer),
  ],
  [
    'ask-consent has time for its question to Turnstile and for the secret',
    'askConsentTimeout',
    times.turnstileAnswer + 2 * (times.secretsConnect + times.secretsAnswer),
  ],
  ['who hands a push over is gone when it is handed over again', 'pushAttempt', times.sendPushTimeout],
  ['a key is locked for longer than its request can be served', 'requestLock', times.apiTimeout],
  [
    'what an agent began before they were deactivated has ended at the last look',
    'lastLook',
    times.apiTimeout,
  ],
  ['a sweep begins what opens until the next one', 'sweepAhead', times.sweepPeriod],
  [
    'a text that lay in its queue and then among the dead letters is still known',
    'receivedText',
    2 * times.queueRetention,
  ],
]

test.each(longer)('%s', (_, name, bound) => {
  expect(times[name]).toBeGreaterThan(bound)
})

test('who began an attempt is gone when it counts as abandoned', () => {
  expect(times.attempt).toBeGreaterThanOrEqual(times.sendPartTimeout)
})

test('a part that is told to wait was hidden by its queue before: both together are within what SQS allows', () => {
  const slowest = Math.max(times.sendPartTimeout, times.deliverWebhookTimeout)
  expect(times.longestDefer + visibilityTimeout(slowest)).toBeLessThan(longestInvisible)
})
