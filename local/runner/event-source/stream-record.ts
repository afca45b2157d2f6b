import type { _Record, AttributeValue } from '@aws-sdk/client-dynamodb-streams'
import type { Clock } from '../core/clock.ts'
import { machineDate } from '../core/virtual-date.ts'

type Item = Record<string, unknown>

/** A stream record as Lambda hands it to a function. */
export type StreamRecord = {
  eventID?: string
  eventName?: string
  eventVersion?: string
  eventSource: 'aws:dynamodb'
  awsRegion?: string
  eventSourceARN: string
  dynamodb: {
    ApproximateCreationDateTime: number
    Keys?: Item
    NewImage?: Item
    OldImage?: Item
    SequenceNumber: string
    SizeBytes?: number
    StreamViewType?: string
  }
}

/** Takes a record as the SDK reads it; its time becomes that of the local clock. */
export const toStreamRecord = (record: _Record, streamArn: string, clock: Clock): StreamRecord => {
  const { Keys, NewImage, OldImage, SequenceNumber = '', SizeBytes, StreamViewType } = record.dynamodb ?? {}
  const created = record.dynamodb?.ApproximateCreationDateTime?.getTime() ?? machineDate.now()
  return {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: record.eventVersion,
    eventSource: 'aws:dynamodb',
    awsRegion: record.awsRegion,
    eventSourceARN: streamArn,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor((created + Number(clock.offset[0])) / 1000),
      ...(Keys && { Keys: toItem(Keys) }),
      ...(NewImage && { NewImage: toItem(NewImage) }),
      ...(OldImage && { OldImage: toItem(OldImage) }),
      SequenceNumber,
      SizeBytes,
      StreamViewType,
    },
  }
}

const toItem = (item: Record<string, AttributeValue>): Item =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, toValue(value)]))

/** Lambda's event is JSON: bytes are base64, everything else is as DynamoDB has it. */
const toValue = (value: AttributeValue): unknown => {
  if (value.B) return { B: base64(value.B) }
  if (value.BS) return { BS: value.BS.map(base64) }
  if (value.L) return { L: value.L.map(toValue) }
  if (value.M) return { M: toItem(value.M) }
  return value
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
