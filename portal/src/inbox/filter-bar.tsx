import { Ellipsis } from 'lucide-react'
import { type ReactNode, useEffect, useId, useState } from 'react'
import { useLocation } from 'wouter'
import type { Answer } from '#contract/client.ts'
import { type Filter, listOf, listOfView, type View } from '../data/list.ts'
import { useDesk, useSource } from '../desk.ts'
import { IconButton } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { describeError } from '../parts/state.tsx'
import { formatPhone } from '../words/phones.ts'
import { words } from '../words/words.ts'
import type { Listing } from './use-listing.ts'
import { ViewDialog } from './view-dialog.tsx'
import './filter-bar.css'

type Team = Answer<'getTeam'>

/** Among the claimers, those of whom nobody has it. */
const nobody = 'nobody'

/** What is shown of a tab, and keeping that under a name. */
const FilterBar = (listing: Listing) => {
  const { me, store } = useDesk()
  useSource(store, store.revision)
  const teams = useTeams()
  const { filter, change } = listing
  const set = (part: Partial<Filter>) => {
    const all = Object.entries({ ...filter, ...part })
    change(Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== '')))
  }
  const others = store.agents().filter(({ id, active }) => active && id !== me.id)
  const numbers = store.numbers()
  return (
    <search className="filter" aria-label={words.filter.name}>
      <Choice
        label={words.filter.claimer}
        value={filter.claimed === false ? nobody : filter.claimed_by}
        choose={(id) =>
          set(
            id === nobody
              ? { claimed: false, claimed_by: undefined }
              : { claimed: undefined, claimed_by: id as Filter['claimed_by'] },
          )
        }
      >
        <option value="">{words.filter.anybody}</option>
        <option value={nobody}>{words.unclaimed}</option>
        <option value={me.id}>{words.filter.mine}</option>
        <Options all={others} />
      </Choice>
      {numbers.length > 1 && (
        <Choice
          label={words.filter.number}
          value={filter.number_id}
          choose={(id) => set({ number_id: id as Filter['number_id'] })}
        >
          <option value="">{words.filter.anyNumber}</option>
          <Options
            all={numbers.map(({ id, name, address }) => ({ id, name: name ?? formatPhone(address ?? '') }))}
          />
        </Choice>
      )}
      {teams.length > 0 && (
        <Choice
          label={words.filter.team}
          value={filter.team_id}
          choose={(id) => set({ team_id: id as Filter['team_id'] })}
        >
          <option value="">{words.filter.anyTeam}</option>
          <Options all={teams} />
        </Choice>
      )}
      <TagField tag={filter.tag} choose={(tag) => set({ tag })} />
      <Toggle isOn={filter.unread === true} turn={(on) => set({ unread: on || undefined })}>
        {words.filter.unread}
      </Toggle>
      <Toggle isOn={filter.waiting === true} turn={(on) => set({ waiting: on || undefined })}>
        {words.filter.waiting}
      </Toggle>
      <Toggle isOn={filter.snoozed === true} turn={(on) => set({ snoozed: on || undefined })}>
        {words.snooze.filter}
      </Toggle>
      <ViewButtons {...listing} />
    </search>
  )
}

const Options = ({ all }: { all: { id: string; name: string }[] }) =>
  all.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ))

type ChoiceProps = {
  label: string
  value: string | undefined
  choose(value: string): void
  children: ReactNode
}

const Choice = ({ label, value = '', choose, children }: ChoiceProps) => (
  <select
    className={value ? 'pill on' : 'pill'}
    aria-label={label}
    value={value}
    onChange={({ target }) => choose(target.value)}
  >
    {children}
  </select>
)

type ToggleProps = { isOn: boolean; turn(on: boolean): void; children: ReactNode }

const Toggle = ({ isOn, turn, children }: ToggleProps) => (
  <button type="button" className={isOn ? 'pill on' : 'pill'} aria-pressed={isOn} onClick={() => turn(!isOn)}>
    {children}
  </button>
)

/** Filters when the tag is complete, by Enter or on leaving: each letter would be a list of its own. */
const TagField = ({ tag = '', choose }: { tag: string | undefined; choose(tag: string): void }) => {
  const { store } = useDesk()
  const list = useId()
  const known = new Set([...store.conversations()].flatMap(({ tags }) => tags))
  return (
    <>
      <input
        key={tag}
        className={tag ? 'pill on' : 'pill'}
        aria-label={words.filter.tag}
        placeholder={words.filter.tag}
        defaultValue={tag}
        list={list}
        maxLength={50}
        onBlur={({ target }) => target.value.trim() !== tag && choose(target.value.trim())}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && choose(currentTarget.value.trim())}
      />
      <datalist id={list}>
        {[...known].toSorted().map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  )
}

const ViewButtons = (listing: Listing) => {
  const { me, views, toasts } = useDesk()
  const [, go] = useLocation()
  const [dialog, setDialog] = useState<'new' | 'edit'>()
  const { view, tab, filter, clear } = listing
  const isChanged = view === undefined || listOfView(view) !== listOf(tab, filter)
  const mayEdit = view && (view.owner === me.id || (view.shared && me.role === 'admin'))
  const attempt = (work: Promise<unknown>, done: string) =>
    work.then(
      () => toasts.add(done),
      (error: unknown) => toasts.add(describeError(error)),
    )
  const saveChanges = (view: View) =>
    attempt(views.edit(view, { filter: { tab, ...filter } }), words.filter.saved(view.name))
  const remove = (view: View) => {
    attempt(views.remove(view), words.filter.removed(view.name))
    clear()
  }
  const save = async (facts: Pick<View, 'name' | 'shared'>) => {
    if (dialog === 'edit' && view) return views.edit(view, facts)
    const made = await views.create({ ...facts, filter: { tab, ...filter } })
    go(`/v/${made.id}`)
    return made
  }
  return (
    <>
      {isChanged && Object.keys(filter).length > 0 && (
        <button type="button" className="link" onClick={() => setDialog('new')}>
          {words.filter.save}
        </button>
      )}
      {view && mayEdit && (
        <Menu
          button={(props) => <IconButton icon={Ellipsis} label={words.filter.more} {...props} />}
          groups={[
            {
              items: [
                ...(isChanged
                  ? [{ label: words.filter.saveChanges, onChoose: () => saveChanges(view) }]
                  : []),
                { label: words.filter.edit, onChoose: () => setDialog('edit') },
                { label: words.filter.remove, onChoose: () => remove(view), danger: true },
              ],
            },
          ]}
        />
      )}
      {dialog && (
        <ViewDialog
          view={dialog === 'edit' ? view : undefined}
          save={save}
          close={() => setDialog(undefined)}
        />
      )}
    </>
  )
}

const useTeams = (): Team[] => {
  const { api } = useDesk()
  const [teams, setTeams] = useState<Team[]>([])
  useEffect(() => {
    api.listTeams({ query: { limit: 100 } }).then(
      ({ data }) => setTeams(data),
      () => {},
    )
  }, [api])
  return teams
}

export default FilterBar
