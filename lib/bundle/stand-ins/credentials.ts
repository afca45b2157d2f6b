import { fromEnv } from '@aws-sdk/credential-provider-env'

/**
 * Takes the place of the SDK's provider chain in the bundles: a Lambda function finds its credentials in its
 * environment, and the clients for single sign-on, web identities and instance metadata are only weight there.
 */
export const defaultProvider = () => fromEnv()
