import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import { S3Client } from '@aws-sdk/client-s3'
import { SNSClient } from '@aws-sdk/client-sns'
import { SQSClient } from '@aws-sdk/client-sqs'

/** The address of each service, on this machine or elsewhere. */
export type ServiceEndpoints = {
  dynamodb: string
  sqs: string
  sns: string
  s3: string
  /** The services that the runner itself plays. */
  aws: string
}

export type Clients = {
  dynamodb: DynamoDBClient
  streams: DynamoDBStreamsClient
  sqs: SQSClient
  sns: SNSClient
  s3: S3Client
}

export const region = process.env.AWS_REGION ?? 'us-east-1'
/** The account that the emulators put in their ARNs; another one where they are replaced by AWS. */
export const account = process.env.AWS_ACCOUNT_ID ?? '000000000000'

/** Credentials that no service checks; those of the environment win, for endpoints that do. */
export const credentials = {
  accessKeyId: process.env.AWS_ACCESS_KEY_ID ?? 'local',
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY ?? 'local',
  ...(process.env.AWS_SESSION_TOKEN && { sessionToken: process.env.AWS_SESSION_TOKEN }),
}

export const createClients = ({ dynamodb, sqs, sns, s3 }: ServiceEndpoints): Clients => {
  const at = (endpoint: string) => ({ region, credentials, endpoint })
  return {
    dynamodb: new DynamoDBClient(at(dynamodb)),
    streams: new DynamoDBStreamsClient(at(dynamodb)),
    sqs: new SQSClient(at(sqs)),
    sns: new SNSClient(at(sns)),
    s3: new S3Client({ ...at(s3), forcePathStyle: true }),
  }
}

export const destroyClients = (clients: Clients) => {
  for (const client of Object.values(clients)) client.destroy()
}
