// Writes the list of what the runner understands into its README: npm run docs:runner
import { readFileSync, writeFileSync } from 'node:fs'
import { createTypes } from './resources/types.ts'

const readme = new URL('./README.md', import.meta.url)
const [start, end] = ['<!-- supported types -->', '<!-- end of supported types -->']

/** The README of the runner, and the same with the list as the code has it now. */
export const readReadme = () => {
  const text = readFileSync(readme, 'utf8')
  const [before = ''] = text.split(start)
  const after = text.split(end)[1] ?? ''
  return { text, upToDate: [before, start, '\n\n', listTypes(), '\n\n', end, after].join('') }
}

const listTypes = () => {
  const types = Object.entries(createTypes()).sort(([a], [b]) => a.localeCompare(b))
  const acting = types.filter(([, { ignores }]) => !ignores.includes('*'))
  const ignored = types.filter(([, { ignores }]) => ignores.includes('*'))
  const lines = acting.map(
    ([name, { uses, ignores }]) => `- \`${name}\` acts on ${list(uses)}; ignores ${list(ignores)}`,
  )
  return [...lines, `- without any effect here: ${list(ignored.map(([name]) => name))}`].join('\n')
}

const list = (names: string[]) =>
  names.length === 0
    ? 'nothing'
    : [...names]
        .sort()
        .map((name) => `\`${name}\``)
        .join(', ')

if (import.meta.main) writeFileSync(readme, readReadme().upToDate)
