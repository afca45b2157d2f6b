import { useState } from 'react'
import { Answers } from '../parts/answers.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { pageWords } from '../words/pages.ts'
import { type CaseText, CaseTexts, useNotify } from './case-texts.tsx'

type ResolveProps = {
  name: string
  texts: CaseText[]
  resolve(notify: { notify?: CaseText['channel'][] }): Promise<void>
  close(): void
}

/** Before a case is done of whose end its customer is told: the texts that leave, each of which can be left out. */
const ResolveDialog = ({ name, texts, resolve, close }: ResolveProps) => {
  const { notify, ...choice } = useNotify(texts)
  const [isBusy, setBusy] = useState(false)
  const act = async () => {
    setBusy(true)
    await resolve(notify)
    close()
  }
  return (
    <Dialog title={pageWords.cases.resolveTitle(name)} close={close}>
      <div className="dialog-form">
        <CaseTexts texts={texts} {...choice} />
        <Answers yes={pageWords.cases.resolve} disabled={isBusy} close={close} act={act} />
      </div>
    </Dialog>
  )
}

export default ResolveDialog
