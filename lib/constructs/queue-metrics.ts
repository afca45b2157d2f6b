import type { Queue } from 'aws-cdk-lib/aws-sqs'

/** How long the oldest message of a worker's queue has waited, and how many it gave up on. */
export const ageOf = ({ queue }: { queue: Queue }) => queue.metricApproximateAgeOfOldestMessage()
export const deadOf = ({ deadLetters }: { deadLetters: Queue }) =>
  deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'max' })
