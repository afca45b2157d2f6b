/** The environment variables that lib/ gives to functions and shared/adapters reads. Values are names, never secrets. */
export type Environment = {
  TABLE_NAME: string
  OUTBOUND_QUEUE_URL: string
  EVENT_BUS_NAME: string
  SMS_CONFIGURATION_SET: string
  /** The workspace of the deployment: its admins see what names no workspace. */
  OPERATOR_WORKSPACE: string
  USER_POOL_ID: string
  /** Where the sign-in service says what the person behind an access token is called. */
  USER_INFO_URL: string
  RELEASE_STATE_MACHINE_ARN: string
  PORTAL_BUCKET: string
  /** Files of messages: what customers sent and what is sent to them. */
  MEDIA_BUCKET: string
  /** The stage that metrics are counted for. Not set where they are switched off. */
  METRICS_STAGE: string
  /** Where the API of AppSync Events takes what is pushed to pages. */
  REALTIME_HOST: string
}
