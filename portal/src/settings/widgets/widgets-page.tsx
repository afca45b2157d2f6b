import { ChevronRight, Plus } from 'lucide-react'
import { useCallback } from 'react'
import { Link } from 'wouter'
import type { Widget } from '../../data/api.ts'
import { useDesk } from '../../desk.ts'
import { Icon } from '../../parts/icon.tsx'
import { EmptyState } from '../../parts/state.tsx'
import { useLoad } from '../../parts/use-load.ts'
import { settingsWords } from '../../words/settings.ts'
import { widgetWords } from '../../words/widgets.ts'
import { Loading, SettingsPage } from '../page.tsx'
import { useNumberOptions } from '../use-number-options.ts'
import { NewWidget } from './new-widget.tsx'
import { WidgetPage } from './widget-page.tsx'
import '../people.css'

/** The widgets of websites, one of them, or a new one. */
const WidgetsPage = ({ id }: { id: string | undefined }) => {
  if (id === 'new') return <NewWidget />
  return id ? <WidgetPage id={id as Widget['id']} /> : <WidgetList />
}

const WidgetList = () => {
  const { api } = useDesk()
  const read = useCallback(async () => (await api.listWidgets()).data, [api])
  const { data: widgets, error, retry } = useLoad(read)
  return (
    <SettingsPage
      title={settingsWords.parts.widgets}
      intro={widgetWords.intro}
      actions={
        <Link href="/settings/widgets/new" className="btn">
          <Icon of={Plus} />
          {widgetWords.add}
        </Link>
      }
    >
      {!widgets ? (
        <Loading error={error} retry={retry} />
      ) : widgets.length === 0 ? (
        <EmptyState title={widgetWords.none[0]} hint={widgetWords.none[1]} />
      ) : (
        <ul className="card entries">
          {widgets.map((widget) => (
            <li key={widget.id}>
              <WidgetEntry widget={widget} />
            </li>
          ))}
        </ul>
      )}
    </SettingsPage>
  )
}

const WidgetEntry = ({ widget }: { widget: Widget }) => {
  const { id, name, number_id, form, form_stopped_at, asked, confirmed } = widget
  const [, number] = useNumberOptions().find(([one]) => one === number_id) ?? []
  const facts = [
    number,
    widgetWords.formOnOff[form],
    (form === 'on' || asked > 0) && widgetWords.used(asked, confirmed),
  ]
  return (
    <Link href={`/settings/widgets/${id}`} className="entry">
      <div>
        <strong>{name}</strong>
        <span className="sub">{facts.filter(Boolean).join(' · ')}</span>
      </div>
      {form_stopped_at && <span className="chip bad">{widgetWords.stopped}</span>}
      <Icon of={ChevronRight} />
    </Link>
  )
}

export default WidgetsPage
