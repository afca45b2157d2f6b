import { useState } from 'react'
import { useLocation } from 'wouter'
import { useDesk } from '../desk.ts'
import { Answers } from '../parts/answers.tsx'
import { Complaint } from '../parts/complaint.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useChange } from '../parts/use-change.ts'
import { Notice } from './notice.tsx'

type DeleteCardProps = {
  title: string
  text: string
  /** What the button says. */
  action: string
  question: string
  /** Told once it is gone. */
  told: string
  /** The page that is shown then. */
  to: string
  isChanged: boolean
  remove(): Promise<unknown>
}

/** Deletes what the page is about, after a question. Not while something on it is changed. */
export const DeleteCard = (props: DeleteCardProps) => {
  const { title, text, action, question, told, to, isChanged, remove } = props
  const { toasts } = useDesk()
  const [, go] = useLocation()
  const [isAsking, setAsking] = useState(false)
  const { isBusy, error, run } = useChange()
  const close = () => setAsking(false)
  const act = () =>
    run(async () => {
      close()
      await remove()
      toasts.add(told)
      go(to)
    })
  return (
    <>
      <Complaint error={error} />
      <Notice
        title={title}
        text={text}
        action={action}
        isBusy={isBusy || isChanged}
        act={() => setAsking(true)}
        danger
      />
      {isAsking && (
        <Dialog title={question} close={close}>
          <p>{text}</p>
          <Answers yes={action} disabled={isBusy} close={close} act={act} danger />
        </Dialog>
      )}
    </>
  )
}
