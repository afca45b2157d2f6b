import type { App, Change } from '../app.ts'
import type { WorkspaceId } from '../ids.ts'
import { defaultSettings, type Settings } from '../settings/settings.ts'
import { day } from '../time.ts'
import type { Fact, FactFile } from './fact.ts'
import { factsOf } from './facts-of.ts'
import { dateOf } from './report-day.ts'

/**
 * Keeps what a batch of the stream tells reports: a file for each workspace and day. A batch that comes again writes the same
 * files again, and one that comes in two halves the same facts in other files, which counts once.
 */
export const recordFacts = async (app: Pick<App, 'facts'>, changes: Change[]): Promise<void> => {
  await Promise.all(filesOf(changes).map((file) => app.facts.write(file)))
  for (const workspace of new Set(changes.flatMap(countedOtherwise))) await app.facts.markAll(workspace)
}

/** Whose days are cut or judged in another way from now on: all of them are counted again. */
const countedOtherwise = ({ before, after }: Change): WorkspaceId[] => {
  if (after?.kind !== 'settings') return []
  const old = before?.kind === 'settings' ? before : defaultSettings(after.workspace)
  return JSON.stringify(countingIn(old)) === JSON.stringify(countingIn(after)) ? [] : [after.workspace]
}

const countingIn = ({ reportZone, firstAnswerWithinSeconds, nextAnswerWithinSeconds }: Settings) => [
  reportZone,
  firstAnswerWithinSeconds,
  nextAnswerWithinSeconds,
]

const filesOf = (changes: Change[]): FactFile[] => {
  const files = new Map<string, FactFile>()
  const name = nameOf(changes)
  for (const change of changes) {
    const { after } = change
    if (!after || !('workspace' in after)) continue
    for (const fact of factsOf(change)) fileFor(files, after.workspace, fact, name).facts.push(fact)
  }
  return [...files.values()]
}

/** The same for the same batch, and for no other. */
const nameOf = (changes: Change[]): string => `${changes[0]?.id}-${changes.length}`

const fileFor = (
  files: Map<string, FactFile>,
  workspace: WorkspaceId,
  { at }: Fact,
  name: string,
): FactFile => {
  const date = dateOf(Math.floor(at / day))
  const key = `${workspace} ${date}`
  const file = files.get(key) ?? { workspace, day: date, name, facts: [] }
  files.set(key, file)
  return file
}
