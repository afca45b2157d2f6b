import { X } from 'lucide-react'
import { type KeyboardEvent, lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { Answer } from '#contract/client.ts'
import type { Conversation } from '../data/api.ts'
import { useDesk } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { words } from '../words/words.ts'
import { type Case, nameOf } from './customer-cases.ts'
import { focusComposer, useChoice } from './use-choice.ts'
import { WhoIsIt } from './who-is-it.tsx'
import './cases.css'

const NewCase = lazy(() => import('./new-case.tsx'))

type Pop = Answer<'readCasePop'>
type CasePopProps = {
  conversation: Conversation
  /** Opened by hand, it is shown whatever the settings say. */
  isAsked: boolean
  close(): void
}

/** As many cases have a key of their own: 1 to 9. */
const most = 9

/** Who the customer is and what about, on a claim [S1]. It stands above the texts, so that they can be read meanwhile. */
const CasePop = ({ conversation, isAsked, close }: CasePopProps) => {
  const { pop, read } = usePop(conversation, isAsked, close)
  const [isNew, setNew] = useState(false)
  const choose = useChoice(conversation)
  const section = useRef<HTMLElement>(null)
  const shown = pop?.contact.id
  useEffect(() => {
    if (shown && !isTyping()) section.current?.querySelector<HTMLElement>('.case-options button')?.focus()
  }, [shown])
  if (!pop) return null
  const leave = () => {
    close()
    focusComposer()
  }
  const take = (one: Case) => {
    leave()
    void choose(one)
  }
  const cases = pop.cases.slice(0, most)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      leave()
    }
    const one =
      isTyping() || event.ctrlKey || event.metaKey || event.altKey ? undefined : cases[Number(event.key) - 1]
    if (!one) return
    event.preventDefault()
    take(one)
  }
  const { cases: texts } = pageWords
  return (
    <section ref={section} className="case-pop" aria-label={words.unknownCustomer} onKeyDown={onKeyDown}>
      <Head pop={pop} leave={leave} />
      <div className="case-options">
        {cases.map((one, at) => (
          <Option key={one.id} one={one} at={at} isShown={pop.case?.id === one.id} take={() => take(one)} />
        ))}
        <button
          type="button"
          className={cases.length > 0 ? 'btn' : 'btn primary'}
          onClick={() => setNew(true)}
        >
          {texts.pop.isNew}
        </button>
      </div>
      {pop.contact.name === undefined && <WhoIsIt pop={pop} conversation={conversation} linked={read} />}
      <Suspense>
        {isNew && (
          <NewCase conversation={conversation} opened={(one) => take(one)} close={() => setNew(false)} />
        )}
      </Suspense>
    </section>
  )
}

const isTyping = () => document.activeElement?.matches('input, textarea, select') === true

const usePop = ({ id }: Conversation, isAsked: boolean, close: () => void) => {
  const { api } = useDesk()
  const [pop, setPop] = useState<Pop>()
  const read = useCallback(async () => setPop(await api.readCasePop({ id })), [api, id])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each claim
  useEffect(() => {
    let isLate = false
    api
      .readCasePop({ id })
      .then((found) => {
        if (isLate) return
        if (isAsked || found.pops) setPop(found)
        else close()
      })
      .catch(() => !isLate && close())
    return () => {
      isLate = true
    }
  }, [api, id, isAsked])
  return { pop, read }
}

const Head = ({ pop, leave }: { pop: Pop; leave(): void }) => (
  <div className="case-pop-head">
    <div>
      <strong>{words.unknownCustomer}</strong>{' '}
      <span className="sub">
        {[pop.call_id, pop.contact.name, formatPhone(pop.phone)].filter(Boolean).join(' · ')}
      </span>
    </div>
    {pop.crm_url && (
      <a className="link sub" href={pop.crm_url} target="_blank" rel="noopener noreferrer">
        {pageWords.panel.crmLink}
      </a>
    )}
    <span className="push" />
    <IconButton icon={X} label={pageWords.dismiss} onClick={leave} />
  </div>
)

type OptionProps = { one: Case; at: number; isShown: boolean; take(): void }

/** The first has the newest activity. */
const Option = ({ one, at, isShown, take }: OptionProps) => {
  const { cases: texts } = pageWords
  return (
    <button
      type="button"
      className={at === 0 ? 'btn primary' : 'btn'}
      aria-current={isShown || undefined}
      aria-keyshortcuts={String(at + 1)}
      data-key={at + 1}
      onClick={take}
    >
      {at === 0 ? `${texts.pop.which} ${nameOf(one)}` : nameOf(one)}
    </button>
  )
}

export default CasePop
