/**
 * Which records of a batch failed, by the rules of ReportBatchItemFailures: nothing or an empty list means none; an
 * identifier that is missing or not in the batch means all.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export const failedRecords = (response: unknown, identifiers: string[]): Set<string> => {
  const failures = (response as { batchItemFailures?: unknown } | null)?.batchItemFailures
  if (failures === undefined || failures === null) return new Set()
  if (!Array.isArray(failures)) return new Set(identifiers)
  const failed = failures.map((failure) => failure?.itemIdentifier)
  return failed.every((identifier) => identifiers.includes(identifier))
    ? new Set(failed)
    : new Set(identifiers)
}
