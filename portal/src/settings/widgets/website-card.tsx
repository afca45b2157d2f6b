import type { Widget } from '../../data/api.ts'
import { useNow } from '../../parts/use-now.ts'
import { moment } from '../../words/times.ts'
import { widgetWords } from '../../words/widgets.ts'
import { Code } from '../code.tsx'

/** The lines for a website, how often the form was used, and whether it stopped by itself. */
export const WebsiteCard = ({ widget }: { widget: Widget }) => {
  const now = useNow()
  const { id, asked, confirmed, form, form_stopped_at } = widget
  const lines = snippetOf(id)
  return (
    <section className="card" aria-labelledby="website">
      <h2 id="website">{widgetWords.website}</h2>
      {form_stopped_at && (
        <div className="widget-stopped" role="status">
          <strong>{widgetWords.stopped}</strong>
          <p>{widgetWords.stoppedHelp(moment(form_stopped_at, now))}</p>
        </div>
      )}
      <p className="help">{widgetWords.snippetHelp}</p>
      <Code label={widgetWords.snippet} text={lines} told={widgetWords.copied} />
      {(form === 'on' || asked > 0) && <p>{widgetWords.used(asked, confirmed)}</p>}
    </section>
  )
}

/** The script is at the page's own address. */
const snippetOf = (
  id: Widget['id'],
): string => `<script type="module" src="${location.origin}/widget/v1.js"></script>
<parley-text widget="${id}"></parley-text>`
