/**
 * JSON of nothing but printable ASCII: queues refuse some characters that a carrier may hand over (SQS, "SendMessage":
 * U+FFFE, U+FFFF), and a request that no queue takes would come again and again.
 */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
