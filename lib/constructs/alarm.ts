import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

type AlarmProps = {
  metric: IMetric
  /** The highest value that is still well. */
  above: number
  /** What users notice, in words: the first thing that the person woken by it reads. */
  notice: string
  alarmTopic: ITopic
}

/** Raises an alarm as soon as the metric is above the limit in one period; silence is well. */
export const addAlarm = (scope: Construct, id: string, { metric, above, notice, alarmTopic }: AlarmProps) =>
  new Alarm(scope, id, {
    metric,
    threshold: above,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: 1,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: notice,
  }).addAlarmAction(new SnsAction(alarmTopic))
