import { Stack, type StackProps } from 'aws-cdk-lib'
import { CfnSamplingRule } from 'aws-cdk-lib/aws-xray'
import type { Construct } from 'constructs'
import { addDashboard, type DashboardProps } from '../constructs/dashboard.ts'

/**
 * What shows how Parley is: a dashboard, and which calls X-Ray records. It refers to the queues and the API of the other
 * stacks, so that it is deployed last, and one that goes has to go from here first.
 */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & DashboardProps) {
    super(scope, id, props)
    addDashboard(this, props)
    const { name, tracing } = props.stage
    // Functions are named after their stacks.
    new CfnSamplingRule(this, 'Sampling', {
      samplingRule: {
        ruleName: `parley-${name}`,
        version: 1,
        priority: 1000,
        reservoirSize: tracing.perSecond,
        fixedRate: tracing.share,
        serviceName: `parley-${name}-*`,
        serviceType: '*',
        host: '*',
        httpMethod: '*',
        urlPath: '*',
        resourceArn: '*',
      },
    })
  }
}
