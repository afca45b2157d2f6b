import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Change, StoredRecord } from '#domain/app.ts'
import { withoutKeys } from './table.ts'

/** A record of the table's stream, in the shape in which Lambda gets it. */
export type StreamRecord = {
  eventID?: string
  dynamodb?: {
    ApproximateCreationDateTime?: number
    NewImage?: Record<string, unknown>
    OldImage?: Record<string, unknown>
  }
}

export const parseStreamRecord = ({ eventID = '', dynamodb = {} }: StreamRecord): Change => ({
  id: eventID,
  at: (dynamodb.ApproximateCreationDateTime ?? 0) * 1000,
  before: parseImage(dynamodb.OldImage),
  after: parseImage(dynamodb.NewImage),
})

/** Copies for lists tell nothing new: what they are copies of was in the stream before. */
const parseImage = (image: Record<string, unknown> | undefined): StoredRecord | undefined => {
  const item = image && unmarshall(image as Record<string, AttributeValue>)
  return item && !item.is_copy ? (withoutKeys(item) as StoredRecord) : undefined
}
