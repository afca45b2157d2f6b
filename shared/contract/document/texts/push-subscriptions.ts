import type { pushSubscriptionOperations } from '../../api/push-subscriptions.ts'
import type { Texts } from '../resource-texts.ts'
import { ids } from './shared.ts'

const endpoint = 'https://fcm.googleapis.com/fcm/send/c1x2y3z4:APA91bH'

export const pushSubscriptionTexts: Texts<typeof pushSubscriptionOperations> = {
  tag: {
    name: 'Push subscriptions',
    description:
      'Browsers in which an agent is called although no page of the portal is open, for what `push_for` of their preferences says. A subscription is made with `pushKey` of the portal’s `/config.json` as its `applicationServerKey`.',
  },
  operations: {
    createPushSubscription:
      'For agents only: what `PushManager.subscribe()` gave. Saying the same again changes nothing. An agent has ten at most; one more takes the place of the oldest.',
    listPushSubscriptions:
      'For agents only. Oldest first. One is forgotten by itself once its push service says that nobody is there any more.',
    deletePushSubscription: 'For agents only.',
  },
  parameters: { deletePushSubscription: { id: 'The subscription.' } },
  schemas: {
    PushSubscription: {
      '': 'A browser that takes pushes.',
      id: 'It follows from the endpoint.',
      endpoint: 'Where the push service of the browser takes them.',
    },
    CreatePushSubscriptionBody: {
      '': 'What a browser said when it subscribed.',
      endpoint:
        'Of the push services of Google (fcm.googleapis.com), Mozilla (push.services.mozilla.com), Apple (push.apple.com) and Microsoft (notify.windows.com), and no other.',
      keys: 'With which pushes are encrypted, so that only the browser reads them (RFC 8291).',
      'keys.p256dh': 'The public key of the browser: an uncompressed point of P-256, base64url.',
      'keys.auth': 'Sixteen bytes that it shares, base64url.',
    },
  },
  examples: {
    PushSubscription: { id: ids.pushSubscription, endpoint, created_at: '2026-11-27T14:00:00.000Z' },
    CreatePushSubscriptionBody: {
      endpoint,
      keys: {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
    },
  },
}
