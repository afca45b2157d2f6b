import { Trash2 } from 'lucide-react'
import { useCallback } from 'react'
import { type Answer, each } from '#contract/client.ts'
import { useDesk } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { EmptyState } from '../parts/state.tsx'
import { useLoad } from '../parts/use-load.ts'
import { formatPhone } from '../words/phones.ts'
import { settingsWords } from '../words/settings.ts'
import { words } from '../words/words.ts'
import { NameForm } from './name-form.tsx'
import { Loading, SettingsPage } from './page.tsx'

type View = Answer<'getView'>

/** The views of the inbox that all agents have. What one filters by is chosen in the inbox. */
const ViewsPage = () => {
  const { api } = useDesk()
  const read = useCallback(async () => {
    const [views, teams] = await Promise.all([
      Array.fromAsync(each(api.listViews, { query: { limit: 100 } })),
      Array.fromAsync(each(api.listTeams, { query: { limit: 100 } })),
    ])
    return { views, teams: new Map(teams.map(({ id, name }) => [id as string, name])) }
  }, [api])
  const { data, error, retry, put } = useLoad(read)
  const { views } = settingsWords
  const shared = data?.views.filter((view) => view.shared)
  const replace = (view: View, saved?: View) =>
    data && put({ ...data, views: data.views.flatMap((one) => (one.id === view.id ? (saved ?? []) : [one])) })
  return (
    <SettingsPage title={settingsWords.parts.views} intro={views.intro}>
      {!shared ? (
        <Loading error={error} retry={retry} />
      ) : shared.length === 0 ? (
        <EmptyState title={views.none[0]} hint={views.none[1]} />
      ) : (
        <ul className="card entries">
          {shared.map((view) => (
            <li key={view.id}>
              <ViewEntry view={view} teams={data?.teams} replace={(saved) => replace(view, saved)} />
            </li>
          ))}
        </ul>
      )}
    </SettingsPage>
  )
}

type EntryProps = { view: View; teams?: Map<string, string>; replace(saved?: View): void }

const ViewEntry = ({ view, teams, replace }: EntryProps) => {
  const { api } = useDesk()
  const { id, name, version, filter, owner_name } = view
  const { views } = settingsWords
  const say = useSaidFilter(teams)
  const remove = () => api.deleteView({ id, ifMatch: version }).then(() => replace())
  return (
    <NameForm
      name={name}
      label={views.name}
      facts={[say(filter), owner_name && views.by(owner_name)]}
      save={(name) => api.editView({ id, ifMatch: version, body: { name } }).then(replace)}
      more={(refuse) => (
        <IconButton icon={Trash2} label={views.remove(name)} onClick={() => remove().catch(refuse)} />
      )}
    />
  )
}

/** A filter in words, such as "Active, Main line, unread". */
const useSaidFilter = (teams: Map<string, string> | undefined) => {
  const { store } = useDesk()
  const { views } = settingsWords
  return ({ tab, state, number_id, team_id, tag, claimed_by, ...filter }: View['filter']): string => {
    const number = number_id && store.number(number_id)
    const said = [
      tab && words.tabs[tab],
      state && views.states[state],
      number && (number.name ?? formatPhone(number.address)),
      team_id && teams?.get(team_id),
      tag,
      claimed_by && store.agent(claimed_by)?.name,
      filter.claimed === false && views.unclaimed,
      filter.waiting && views.waiting,
      filter.unread && views.unread,
      filter.snoozed && views.snoozed,
      filter.sort === 'waiting' && views.longestWaiting,
    ].filter(Boolean)
    return said.length > 0 ? said.join(', ') : views.everything
  }
}

export default ViewsPage
