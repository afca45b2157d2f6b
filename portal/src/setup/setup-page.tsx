import { Check, ChevronLeft, ChevronRight, ExternalLink } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import { Link, useLocation } from 'wouter'
import { useDesk } from '../desk.ts'
import { Icon, IconButton } from '../parts/icon.tsx'
import { useLoad } from '../parts/use-load.ts'
import { Loading } from '../settings/page.tsx'
import { NotForAgents } from '../settings/settings.tsx'
import { pageWords } from '../words/pages.ts'
import { formatPhone } from '../words/phones.ts'
import { settingsWords } from '../words/settings.ts'
import { words } from '../words/words.ts'
import { readSetup } from './read-setup.ts'
import { type SetupFacts, type SetupStep, setupDone, setupSteps } from './setup-steps.ts'
import '../parts/bar.css'
import '../parts/parted.css'
import '../settings/settings.css'

/** What is left to do until customers are texted, as what is there shows. */
const SetupPage = () => {
  const { api, me } = useDesk()
  const [, go] = useLocation()
  const read = useCallback(() => readSetup(api), [api])
  const { data, error, retry } = useLoad(read)
  const { setup } = settingsWords
  useEffect(() => {
    document.title = `${settingsWords.setup.title} · ${words.app}`
  }, [])
  if (me.role !== 'admin') return <NotForAgents />
  return (
    <div className="settings parted within">
      <main className="settings-page part-page">
        <div className="bar">
          <IconButton
            icon={ChevronLeft}
            label={pageWords.back}
            className="only-small"
            onClick={() => go('/')}
          />
          <h1>{setup.title}</h1>
        </div>
        <div className="settings-body">
          <div className="settings-column">
            <p className="intro">{setup.intro}</p>
            {data ? <Checklist facts={data} /> : <Loading error={error} retry={retry} />}
          </div>
        </div>
      </main>
    </div>
  )
}

const Checklist = ({ facts }: { facts: SetupFacts }) => {
  const done = setupDone(facts)
  const next = setupSteps.find((step) => !done.has(step))
  const { setup } = settingsWords
  return (
    <>
      <p role="status">{next ? setup.progress(done.size, setupSteps.length) : setup.allDone}</p>
      <ol className="card entries checklist">
        {setupSteps.map((step) => (
          <li
            key={step}
            className={done.has(step) ? 'done' : ''}
            aria-current={step === next ? 'step' : undefined}
          >
            <Entry step={step} isDone={done.has(step)} facts={facts} />
          </li>
        ))}
      </ol>
    </>
  )
}

/** Where each step is done. Those of a number are done at the number, once there is one. */
const places: Record<Exclude<SetupStep, 'answered'>, string> = {
  company: '/settings/workspace',
  country: '/settings/workspace',
  number: '/settings/numbers/new',
  registered: '/settings/numbers',
  notified: '/settings/numbers',
  active: '/settings/numbers',
  hours: '/settings/hours',
  agents: '/settings/agents',
}

type EntryProps = { step: SetupStep; isDone: boolean; facts: SetupFacts }

const Entry = ({ step, isDone, facts: { numbers } }: EntryProps) => {
  const { config } = useDesk()
  const { setup, numbers: texts } = settingsWords
  const [title, hint] = setup.steps[step]
  const body = (
    <>
      <span className="mark">{isDone && <Icon of={Check} />}</span>
      <div>
        <strong>
          {title}
          <span className="unseen">{isDone ? texts.stepDone : texts.stepOpen}</span>
        </strong>
        {!isDone && <span className="sub">{hint}</span>}
      </div>
    </>
  )
  if (step !== 'answered') {
    return (
      <Link href={placeOf(step, numbers[0]?.id)} className="entry">
        {body}
        <Icon of={ChevronRight} />
      </Link>
    )
  }
  const number = numbers.find(({ state }) => state === 'active')
  return (
    <div className="entry">
      {body}
      {config.handset && !isDone && (
        <a href={config.handset} target="_blank" rel="noopener" className="btn">
          {number ? setup.handset(formatPhone(number.address)) : words.menu.handset}
          <Icon of={ExternalLink} />
        </a>
      )}
    </div>
  )
}

const placeOf = (step: Exclude<SetupStep, 'answered'>, number: string | undefined): string =>
  places[step] === '/settings/numbers' && number ? `/settings/numbers/${number}` : places[step]

export default SetupPage
