import { useState } from 'react'
import type { WebhookEndpoint } from '../../data/api.ts'
import { useDesk } from '../../desk.ts'
import { Answers } from '../../parts/answers.tsx'
import { Complaint } from '../../parts/complaint.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useChange } from '../../parts/use-change.ts'
import { useNow } from '../../parts/use-now.ts'
import { settingsWords } from '../../words/settings.ts'
import { moment } from '../../words/times.ts'
import { Notice } from '../notice.tsx'
import { Secret } from './secret.tsx'

/** The secret before signs for a day after a rotation. Milliseconds. */
const oldSigns = 24 * 3_600_000

type Made = { secret: string; oldUntil: string }
type SecretCardProps = { id: WebhookEndpoint['id']; put(endpoint: WebhookEndpoint): void }

/** Gives an endpoint a new secret after a question, and shows it until the page is left. */
export const SecretCard = ({ id, put }: SecretCardProps) => {
  const { api, clock } = useDesk()
  const now = useNow()
  const [made, setMade] = useState<Made>()
  const [isAsking, setAsking] = useState(false)
  const { isBusy, error, run } = useChange()
  const { webhooks } = settingsWords
  const close = () => setAsking(false)
  const rotate = () =>
    run(async () => {
      close()
      const { secret, ...endpoint } = await api.rotateWebhookSecret({ id })
      setMade({ secret, oldUntil: new Date(clock.now() + oldSigns).toISOString() })
      put(endpoint)
    })
  return (
    <>
      {made && (
        <Secret secret={made.secret}>
          <p role="status">{webhooks.oldUntil(moment(made.oldUntil, now))}</p>
        </Secret>
      )}
      <Complaint error={error} />
      <Notice
        title={webhooks.rotate}
        text={webhooks.rotateText}
        action={webhooks.rotate}
        isBusy={isBusy}
        act={() => setAsking(true)}
      />
      {isAsking && (
        <Dialog title={webhooks.rotateTitle} close={close}>
          <p>{webhooks.rotateHelp}</p>
          <Answers yes={webhooks.rotate} disabled={isBusy} close={close} act={rotate} />
        </Dialog>
      )}
    </>
  )
}
