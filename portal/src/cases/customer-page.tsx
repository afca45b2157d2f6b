import { Copy, ExternalLink, Link2Off } from 'lucide-react'
import { useDesk } from '../desk.ts'
import { Complaint } from '../parts/complaint.tsx'
import { Icon } from '../parts/icon.tsx'
import { useChange } from '../parts/use-change.ts'
import { smallScreen, useMedia } from '../parts/use-media.ts'
import { useNow } from '../parts/use-now.ts'
import { pageWords } from '../words/pages.ts'
import { date } from '../words/times.ts'
import type { Case } from './customer-cases.ts'

/** The page that the customer of a case may open: its address, which is made when it is first copied. */
export const CustomerPage = ({ one, put }: { one: Case; put(one: Case): void }) => {
  const { api, toasts } = useDesk()
  const { isBusy, error, run } = useChange()
  const now = useNow()
  const Title = useMedia(smallScreen) ? 'h2' : 'h3'
  const { page: texts } = pageWords.cases
  const { id, page } = one
  const copy = () =>
    run(async () => {
      const url = page?.url ?? (await create())
      await navigator.clipboard.writeText(url).then(
        () => toasts.add(texts.copied),
        () => toasts.add(texts.notCopied),
      )
    })
  const create = async () => {
    const next = await api.createCasePage({ id })
    put(next)
    return next.page?.url ?? ''
  }
  const revoke = () =>
    run(async () => {
      put(await api.deleteCasePage({ id }))
      toasts.add(texts.revoked)
    })
  return (
    <section className="customer-page" aria-labelledby="customer-page">
      <Title id="customer-page">{texts.title}</Title>
      <p className="sub">
        {page ? texts.isOpen : texts.hint} {page?.ends_at && texts.ends(date(page.ends_at, now))}
      </p>
      <div className="buttons">
        <button type="button" className="btn" disabled={isBusy} onClick={copy}>
          <Icon of={Copy} />
          {texts.copy}
        </button>
        {page && (
          <>
            <a className="btn" href={page.url} target="_blank" rel="noopener noreferrer">
              <Icon of={ExternalLink} />
              {texts.open}
            </a>
            <button type="button" className="btn" disabled={isBusy} onClick={revoke}>
              <Icon of={Link2Off} />
              {texts.revoke}
            </button>
          </>
        )}
      </div>
      <Complaint error={error} />
    </section>
  )
}
