import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { table as names } from '#wiring/table.ts'
import { MediaBucket } from '../constructs/media-bucket.ts'
import type { Stage } from '../stage.ts'

const string = (name: string) => ({ name, type: AttributeType.STRING })

/** What must survive: the table, and the media of messages. */
export class DataStack extends Stack {
  readonly table: Table
  readonly media: MediaBucket

  constructor(scope: Construct, id: string, props: StackProps & { stage: Stage }) {
    super(scope, id, props)
    const removalPolicy = props.stage.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
    this.table = this.createTable(props.stage, removalPolicy)
    this.media = new MediaBucket(this, 'Media', props.stage)
    new CfnOutput(this, 'TableName', { value: this.table.tableName })
    new CfnOutput(this, 'MediaBucketName', { value: this.media.bucketName })
    new CfnOutput(this, 'Workspace', { value: props.stage.workspace })
  }

  /**
   * Encrypted with the key that AWS owns: free and without a quota of its own. A customer's key would cost a request
   * per few reads and let one wrong key policy stop every conversation; take it where a regulator asks for it.
   */
  private createTable(stage: Stage, removalPolicy: RemovalPolicy) {
    const table = new Table(this, 'Table', {
      partitionKey: string(names.partitionKey),
      sortKey: string(names.sortKey),
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      stream: StreamViewType.NEW_AND_OLD_IMAGES,
      timeToLiveAttribute: names.timeToLive,
      deletionProtection: stage.keepData,
      removalPolicy,
    })
    table.addGlobalSecondaryIndex({
      indexName: names.index.name,
      partitionKey: string(names.index.partitionKey),
      sortKey: string(names.index.sortKey),
      projectionType: ProjectionType.ALL,
    })
    table.addGlobalSecondaryIndex({
      indexName: names.keyIndex.name,
      partitionKey: string(names.keyIndex.partitionKey),
      sortKey: string(names.keyIndex.sortKey),
      projectionType: ProjectionType.KEYS_ONLY,
    })
    return table
  }
}
