import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Change } from '#domain/app.ts'
import { recordIn } from './records.ts'

/** A record of the table's stream, in the shape in which Lambda gets it. */
export type StreamRecord = {
  eventID?: string
  dynamodb?: {
    ApproximateCreationDateTime?: number
    NewImage?: Record<string, unknown>
    OldImage?: Record<string, unknown>
  }
}

/** Copies for lists tell nothing new: what they are copies of was in the stream before. Throws UnfitRecordError. */
export const parseStreamRecord = ({ eventID = '', dynamodb = {} }: StreamRecord): Change => ({
  id: eventID,
  at: (dynamodb.ApproximateCreationDateTime ?? 0) * 1000,
  before: parseImage(dynamodb.OldImage),
  after: parseImage(dynamodb.NewImage),
})

const parseImage = (image: Record<string, unknown> | undefined) =>
  image && recordIn(unmarshall(image as Record<string, AttributeValue>))
