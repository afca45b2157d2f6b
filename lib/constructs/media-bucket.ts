import { Aws, type CfnElement, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { CfnMalwareProtectionPlan } from 'aws-cdk-lib/aws-guardduty'
import { AnyPrincipal, Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import type { Stage } from '../stage.ts'
import type { ParleyFunction } from './parley-function.ts'

/** What Parley made of files, by workspace and text. */
const kept = 'media/*'
/** Of these the thumbnails of pictures. */
const thumbnails = 'media/*/thumb'
/** What people have uploaded, to send it. */
const uploaded = 'uploads/*'
/** What people import, and what was rejected of it. */
const imported = 'imports/*'
/** What people take along. */
const exported = 'exports/*'
/** What carriers leave for it. */
const arrived = 'rcs/*'

/** The files of texts: private, encrypted, over TLS only, and deleted when the stage says so. */
export class MediaBucket extends Bucket {
  private readonly retentionDays: number | undefined

  constructor(scope: Construct, id: string, { keepData, mediaRetentionDays, scanFiles }: Stage) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      // Pages put pictures to be sent straight into the bucket. The signed address is the right to do so, wherever the page is
      // served from, and no cookie or token goes along.
      cors: [{ allowedMethods: [HttpMethods.PUT], allowedOrigins: ['*'], allowedHeaders: ['content-type'] }],
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1) },
        // Taken away once it is fetched: this is for what never was.
        { prefix: 'rcs/', expiration: Duration.days(7) },
        // Whatever is sent is copied; the record of an upload is forgotten after a day.
        { prefix: 'uploads/', expiration: Duration.days(2) },
        // Whoever asked for a file takes it at once.
        { prefix: 'exports/', expiration: Duration.days(1) },
        // Whoever looks for a rejected row does so soon.
        { prefix: 'imports/', expiration: Duration.days(30) },
        ...(mediaRetentionDays ? [{ prefix: 'media/', expiration: Duration.days(mediaRetentionDays) }] : []),
      ],
      removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    this.retentionDays = mediaRetentionDays
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Only functions reach the bucket and their logs tell who asked; a second bucket of access logs adds cost.',
    })
    if (scanFiles) this.scanFiles()
  }

  /** Takes what carriers left or people uploaded, and writes what it made of it: it may read nothing that is kept. */
  letFetch(worker: ParleyFunction) {
    this.allow(worker, kept, 's3:PutObject')
    this.allow(worker, arrived, 's3:GetObject', 's3:DeleteObject')
    this.allow(worker, uploaded, 's3:GetObject', 's3:PutObject', 's3:DeleteObject')
    worker.setEnvironment({ MEDIA_BUCKET: this.bucketName })
  }

  /** Makes addresses of files: whoever has one reads with the rights of the function that made it. */
  letLink(reader: ParleyFunction) {
    this.allow(reader, kept, 's3:GetObject')
    this.tellOfFiles(reader)
  }

  /** Makes addresses of thumbnails, for people without a token. */
  letLinkThumbnails(reader: ParleyFunction) {
    this.allow(reader, thumbnails, 's3:GetObject')
    this.tellOfFiles(reader)
  }

  /** Lets a carrier read what goes with a text: AWS does so with the rights of the sender, others are handed it. */
  letSend(sender: ParleyFunction) {
    this.allow(sender, kept, 's3:GetObject')
    this.tellOfFiles(sender)
  }

  /** Where files are, and for how long. */
  private tellOfFiles(worker: ParleyFunction) {
    worker.setEnvironment({
      MEDIA_BUCKET: this.bucketName,
      ...(this.retentionDays && { MEDIA_RETENTION_DAYS: String(this.retentionDays) }),
    })
  }

  /** Makes places for pictures that are to be sent, and copies them to the texts that they go with. */
  letUpload(worker: ParleyFunction) {
    this.allow(worker, uploaded, 's3:GetObject', 's3:PutObject')
    this.allow(worker, kept, 's3:PutObject')
  }

  /** Reads files that people import and writes what is rejected of them; or makes places and addresses for both. */
  letImport(worker: ParleyFunction) {
    this.allow(worker, imported, 's3:GetObject', 's3:PutObject')
    worker.setEnvironment({ MEDIA_BUCKET: this.bucketName })
  }

  /** Writes files that people take along. */
  letExport(worker: ParleyFunction) {
    this.allow(worker, exported, 's3:GetObject', 's3:PutObject')
  }

  /** Makes addresses of such files. */
  letLinkExports(reader: ParleyFunction) {
    this.allow(reader, exported, 's3:GetObject')
  }

  /** What a carrier puts files of customers with: it may neither read nor delete any. */
  letArrive(role: Role) {
    role.addToPolicy(this.statement(role, arrived, ['s3:PutObject']))
  }

  private allow(worker: ParleyFunction, objects: string, ...actions: string[]) {
    worker.lambda.addToRolePolicy(this.statement(worker, objects, actions))
  }

  private statement(user: Construct, objects: string, actions: string[]) {
    const arn = this.stack.exportValue(this.bucketArn)
    Validations.of(user).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${this.stack.resolve(arn)['Fn::ImportValue']}/${objects}]`,
      reason: 'The objects are named by the texts that they came with.',
    })
    return new PolicyStatement({ actions, resources: [`${arn}/${objects}`] })
  }

  /**
   * GuardDuty looks at whatever is kept, and no file that is not a picture of ours can be read before it found nothing.
   * https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-iam-policy-prerequisite.html
   */
  private scanFiles() {
    const role = new Role(this, 'ScanRole', {
      assumedBy: new ServicePrincipal('malware-protection-plan.guardduty.amazonaws.com'),
    })
    for (const statement of scanStatements(this)) role.addToPolicy(statement)
    const logicalId = this.stack.getLogicalId(this.node.defaultChild as CfnElement)
    Validations.of(role).acknowledge(
      {
        id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${kept}]`,
        reason: 'It looks at whatever is kept, named by the texts that it came with.',
      },
      {
        id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule/${namesOfRules}]`,
        reason: 'GuardDuty makes the rule and its name, and may change only what it made.',
      },
    )
    const plan = new CfnMalwareProtectionPlan(this, 'Scan', {
      role: role.roleArn,
      protectedResource: { s3Bucket: { bucketName: this.bucketName, objectPrefixes: ['media/'] } },
      actions: { tagging: { status: 'ENABLED' } },
    })
    plan.node.addDependency(role)
    this.addToResourcePolicy(unscanned(this, role))
  }
}

const scanStatements = (bucket: Bucket) => [
  new PolicyStatement({
    actions: ['events:PutRule', 'events:DeleteRule', 'events:PutTargets', 'events:RemoveTargets'],
    resources: [ruleOfGuardDuty],
    conditions: { StringLike: { 'events:ManagedBy': 'malware-protection-plan.guardduty.amazonaws.com' } },
  }),
  new PolicyStatement({
    actions: ['events:DescribeRule', 'events:ListTargetsByRule'],
    resources: [ruleOfGuardDuty],
  }),
  new PolicyStatement({
    actions: ['s3:GetBucketNotification', 's3:PutBucketNotification', 's3:ListBucket'],
    resources: [bucket.bucketArn],
  }),
  new PolicyStatement({
    actions: [
      's3:GetObject',
      's3:GetObjectVersion',
      's3:GetObjectTagging',
      's3:GetObjectVersionTagging',
      's3:PutObjectTagging',
      's3:PutObjectVersionTagging',
    ],
    resources: [bucket.arnForObjects(kept)],
  }),
  new PolicyStatement({
    actions: ['s3:PutObject'],
    resources: [bucket.arnForObjects('malware-protection-resource-validation-object')],
  }),
]

const namesOfRules = 'DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*'
const ruleOfGuardDuty = `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:rule/${namesOfRules}`

/** Both conditions must hold: it was not found clean, and it is not the scan itself that reads it. */
const unscanned = (bucket: Bucket, role: Role) =>
  new PolicyStatement({
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['s3:GetObject'],
    resources: [bucket.arnForObjects('media/*/file')],
    conditions: {
      StringNotEquals: {
        's3:ExistingObjectTag/GuardDutyMalwareScanStatus': 'NO_THREATS_FOUND',
        'aws:PrincipalArn': role.roleArn,
      },
    },
  })
