/** The environment variables that lib/ gives to functions and shared/adapters reads. Values are names, never secrets. */
export type Environment = {
  TABLE_NAME: string
  OUTBOUND_QUEUE_URL: string
  /** Where webhooks of carriers put texts and receipts. */
  INBOUND_QUEUE_URL: string
  RECEIPTS_QUEUE_URL: string
  /** What the names of all secrets of carrier accounts begin with: `parley/<stage>`. */
  CARRIER_SECRETS_PREFIX: string
  /** Where carriers call this deployment, without a slash at its end. */
  API_URL: string
  /** Where people open the portal, without a slash at its end. */
  PORTAL_URL: string
  EVENT_BUS_NAME: string
  SMS_CONFIGURATION_SET: string
  /** By which the mail service tells what became of e-mails. */
  EMAIL_CONFIGURATION_SET: string
  /** The workspace of the deployment: its admins see what names no workspace. */
  OPERATOR_WORKSPACE: string
  USER_POOL_ID: string
  /** Where the sign-in service says what the person behind an access token is called. */
  USER_INFO_URL: string
  RELEASE_STATE_MACHINE_ARN: string
  PORTAL_BUCKET: string
  /** What numbers and RCS agents of AWS are set to: where texts come in, and the role that puts files into the bucket. */
  INBOUND_TOPIC_ARN: string
  MEDIA_ROLE_ARN: string
  /** Holds the pictures and other files of texts. */
  MEDIA_BUCKET: string
  /** So long they are kept. Not set where they are kept without end. */
  MEDIA_RETENTION_DAYS: string
  /** Holds what reports are counted from. */
  FACT_BUCKET: string
  MEDIA_QUEUE_URL: string
  JOB_QUEUE_URL: string
  /** Where events wait for their way to endpoints outside. */
  WEBHOOK_QUEUE_URL: string
  WORKFLOW_QUEUE_URL: string
  /** What the names of the secrets of endpoints begin with: `parley-webhooks/<stage>`. */
  WEBHOOK_SECRETS_PREFIX: string
  /** What the name of the key of pushes begins with: `parley-push/<stage>`. */
  PUSH_SECRETS_PREFIX: string
  /** What the names of the keys of forms begin with: `parley-widgets/<stage>`. */
  WIDGET_SECRETS_PREFIX: string
  /** What the names of the secrets of Turnstile begin with: `parley-turnstile/<stage>`. */
  TURNSTILE_SECRETS_PREFIX: string
  /** Where requests of forms on websites wait. */
  WIDGET_QUEUE_URL: string
  /** Set where a file is deleted at the carrier once it is kept here. */
  DELETE_AT_CARRIER: string
  /** The stage that metrics are counted for. Not set where they are switched off. */
  METRICS_STAGE: string
  /** Where the API of AppSync Events takes what is pushed to pages. */
  REALTIME_HOST: string
}
