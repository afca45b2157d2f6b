import { Duration } from 'aws-cdk-lib'
import { CfnManagedLoginBranding, type IUserPool, OAuthScope, UserPoolClient } from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'

/**
 * The portal as Cognito knows it; gives the client's id. `urls` are where people come back to. A refresh token is good
 * for one working day and for one use, with a moment in which an answer that was lost can be asked for again.
 */
export const addPortalClient = (scope: Construct, userPool: IUserPool, urls: string[]): string => {
  const { userPoolClientId: clientId } = new UserPoolClient(scope, 'Portal', {
    userPool,
    // `user` lets the page offer codes beside passwords.
    authFlows: { userSrp: true, user: true },
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
      callbackUrls: urls,
      logoutUrls: urls,
    },
    // A web page keeps no secret; the code is bound to the page by PKCE.
    generateSecret: false,
    preventUserExistenceErrors: true,
    accessTokenValidity: Duration.minutes(15),
    idTokenValidity: Duration.minutes(15),
    refreshTokenValidity: Duration.hours(12),
    refreshTokenRotationGracePeriod: Duration.seconds(30),
    enableTokenRevocation: true,
  })
  // Without a style of its own a client has no page to sign in on.
  new CfnManagedLoginBranding(scope, 'SignInStyle', {
    userPoolId: userPool.userPoolId,
    clientId,
    useCognitoProvidedValues: true,
  })
  return clientId
}
