const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/**
 * Times that depend on each other, in milliseconds: the infrastructure, the rules and the adapters all take them from
 * here, and test/wiring/times.test.ts says which must be longer than which.
 */
export const times = {
  day,

  /** Of a request to a carrier: until there is a connection, and from then on until its answer. */
  carrierConnect: 2 * second,
  carrierAnswer: 10 * second,
  /** Of a request for a secret, which may come before that to the carrier, and be made twice. */
  secretsConnect: second,
  secretsAnswer: 2 * second,
  /** For so long an attempt is recorded as under way: nobody else tries the part meanwhile. */
  attempt: 30 * second,
  sendPartTimeout: 30 * second,

  /** Of a request to the mail service, with what is read and written around it. */
  mailAnswer: 10 * second,
  sendEmailTimeout: 20 * second,
  /** For so long an e-mail is taken for being on its way to the mail service. */
  emailAttempt: 30 * second,

  /** Of a request to a push service, whole. */
  pushAnswer: 8 * second,
  sendPushTimeout: 20 * second,
  /** For so long a push is taken for being on its way to the push service. */
  pushAttempt: 30 * second,

  /** Of a request to Turnstile, whole. */
  turnstileAnswer: 5 * second,
  askConsentTimeout: 20 * second,

  receiveTimeout: 10 * second,
  /** For so long a STOP that met an attempt keeps the next one from beginning, until it comes again. */
  stopRequest: 3 * minute,

  apiTimeout: 20 * second,
  /** For so long a request with an Idempotency-Key is served by nobody else. */
  requestLock: 30 * second,

  /** So long after an agent's conversations were all left they are looked for once more. */
  lastLook: minute,
  /** By then the indexes of the table show what was written. */
  indexBehind: 5 * minute,
  /** Clocks of two machines differ less than that; what was written later than it is now had a wrong clock. */
  clocksDiffer: minute,

  sweepPeriod: 5 * minute,
  /** So often reports are counted again, and for so long that may take: no two at once. */
  rollUpPeriod: hour,
  rollUpTimeout: 15 * minute,
  /** So often somebody looks for what is due. */
  timerPeriod: minute,
  /** So often carriers are asked for texts whose webhooks were lost. */
  reconcilePeriod: 15 * minute,
  /** A sweep begins the releases up to then. */
  sweepAhead: 6 * minute,

  /** A ready text has left by then, unless its number's rate explains it: longer than the longest wait between two tries. */
  lateText: 15 * minute,
  longestLateText: 8 * hour,
  /** By then a carrier has had its last word on a text that it took: AWS sends UNKNOWN after 72 hours. */
  finalWord: 72 * hour,

  /** The longest that SQS keeps a message: what is older vanishes without a word. */
  queueRetention: 14 * day,
  /** For so long a text that was received is known, and is not stored again. */
  receivedText: 35 * day,

  /** Of a request to an endpoint, whole. */
  webhookAnswer: 10 * second,
  /** A backlog is sent for so long at a time; an event that began then ends after that. */
  webhookRun: 15 * second,
  deliverWebhookTimeout: 40 * second,
  /** For so long it is taken for known whom a workspace tells of events. */
  audienceKept: 5 * second,
  /** For so long the workflows of a workspace are. */
  workflowsKept: 5 * second,
  fanOutTimeout: 20 * second,
  /** An endpoint that is back gets events up to so much later from the log: by then everybody knows that it is. */
  endpointKnown: minute,
  /** For so long events are kept for programs outside. */
  eventsKept: 30 * day,
  /** An event that is kept later than this after it happened gets a place of that moment. */
  eventOnTime: 3 * second,
  /** A write of an event is given up after that, and made again later. */
  eventWrite: 2 * second,
  /** A request that was given up has arrived by then or never will, and clocks of two functions differ less. */
  eventUnderWay: 2 * second,
  /** The feed shows what has a place older than this: nothing gets a place behind a cursor that was given out. */
  eventSettled: 8 * second,

  /** For so long an address of a picture works. */
  mediaLink: 10 * minute,
  /** For so long a carrier can fetch a picture that it is to send. */
  pictureLink: hour,
  /** For so long files that were taken along can be read. */
  exportFile: day,
  /** For so long a picture that was uploaded can be sent. */
  upload: day,
  /** For so long a file is asked for that the carrier does not have yet. */
  mediaFetch: hour,

  /** A part that must wait longer comes back in between, and is told to wait again. */
  longestDefer: 11 * hour,
} as const

/** Since a message was received SQS lets it be hidden for twelve hours, all changes together (ChangeMessageVisibility). */
export const longestInvisible = 12 * hour

/** A queue hides a message six times as long as its function may take, as Lambda's guide for SQS asks. */
export const visibilityTimeout = (functionTimeout: number): number => 6 * functionTimeout
