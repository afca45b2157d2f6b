import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { CfnOutput, CustomResource, Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { CfnFunction, Function as Lambda } from 'aws-cdk-lib/aws-lambda'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { type PortalConfig, portalFolder } from '#wiring/portal.ts'
import { buildPortal, nameOfBuild } from '../bundle/build-portal.ts'
import { type ConstructContext, ParleyFunction } from '../constructs/parley-function.ts'
import type { ApiStack } from './api-stack.ts'
import type { SignInStack } from './sign-in-stack.ts'

type PortalStackProps = StackProps &
  ConstructContext &
  ApiStack['portal'] & { signIn: Pick<SignInStack, 'pool' | 'url'>; realtimeUrl: string; pushKey: string }

/** The files of the portal. A stack of its own, after the API's: a new page never meets an older API. */
export class PortalStack extends Stack {
  constructor(scope: Construct, id: string, props: PortalStackProps) {
    super(scope, id, props)
    const { site } = props
    const publish = new ParleyFunction(this, 'Publish', { ...props, ...publishPortal })
    publish.setEnvironment({ PORTAL_BUCKET: site.bucket.bucketName })
    this.letWrite(publish.lambda, site.bucket)
    const { code } = publish.lambda.node.defaultChild as CfnFunction
    const files = new CustomResource(this, 'Files', {
      serviceToken: publish.lambda.functionArn,
      properties: {
        // Seconds that CloudFormation waits, where an hour would pass by itself.
        ServiceTimeout: 300,
        // CloudFormation calls the function again whenever one of these changes: its code holds the files.
        Config: configOf(props),
        Code: (code as CfnFunction.CodeProperty).s3Key,
      },
    })
    files.node.addDependency(publish)
    new CfnOutput(this, 'PortalUrl', { value: site.url })
    new CfnOutput(this, 'DistributionDomain', { value: site.distributionDomain })
    new CfnOutput(this, 'PortalBucket', { value: site.bucket.bucketName })
  }

  private letWrite(lambda: Lambda, bucket: Bucket) {
    const arn = bucket.stack.exportValue(bucket.bucketArn)
    lambda.addToRolePolicy(new PolicyStatement({ actions: ['s3:PutObject'], resources: [`${arn}/*`] }))
    Validations.of(this).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${this.resolve(arn)['Fn::ImportValue']}/*]`,
      reason: 'The names of the files are those of each build.',
    })
  }
}

const publishPortal = {
  name: 'publish-portal',
  notice: 'A new build of the portal is not published; agents work on with the one before.',
  timeout: Duration.minutes(2),
  addFiles: (outdir: string) => cpSync(buildPortal(), join(outdir, portalFolder), { recursive: true }),
}

const configOf = ({
  clientId,
  signIn: { pool, url },
  realtimeUrl,
  pushKey,
}: PortalStackProps): PortalConfig => ({
  build: nameOfBuild(),
  api: '',
  issuer: pool.userPoolProviderUrl,
  authorization: `${url}/oauth2/authorize`,
  token: `${url}/oauth2/token`,
  revoke: `${url}/oauth2/revoke`,
  signOut: `${url}/logout`,
  clientId,
  realtime: realtimeUrl,
  pushKey,
})
