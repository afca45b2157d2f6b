import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'

/** One import that leads from a folder to another, as `consents/keyword.ts -> threads/thread.ts`. */
type Crossing = { from: string; to: string; shownAs: string }

/**
 * The folders below `root` that import each other in a circle, by values or by types, each with the imports that make it.
 * Files that lie in `root` itself are no folder: the linter keeps single files free of circles.
 */
export const folderCircles = (root: string): { folders: string[]; imports: string[] }[] => {
  const crossings = sourcesIn(root).flatMap((file) => crossingsOf(root, file))
  const folders = [...new Set(crossings.flatMap(({ from, to }) => [from, to]))]
  const reaches = (from: string, to: string) => reachable(crossings, from).has(to)
  const circles = folders.map((folder) =>
    folders.filter((other) => reaches(folder, other) && reaches(other, folder)).toSorted(),
  )
  const distinct = new Map(
    circles.filter(({ length }) => length > 0).map((circle) => [circle.join(), circle]),
  )
  return [...distinct.values()].map((circle) => ({
    folders: circle,
    imports: crossings
      .filter(({ from, to }) => circle.includes(from) && circle.includes(to))
      .map(({ shownAs }) => shownAs),
  }))
}

const sourcesIn = (root: string): string[] =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

/** `import … from`, `export … from` and `import(…)`, with or without `type`. */
const specifiers = /(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)(['"])(\.{1,2}\/[^'"]+)\1/g

const crossingsOf = (root: string, file: string): Crossing[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(specifiers)]
    .map(([, , specifier = '']) => normalize(join(dirname(file), specifier)))
    .map((target) => ({ from: folderOf(file), to: folderOf(target), shownAs: `${file} -> ${target}` }))
    .filter(({ from, to }) => from !== '' && to !== '' && from !== to)

/** Empty for a file that lies in the root itself, or outside of it. */
const folderOf = (file: string): string => {
  const [first = '', ...rest] = file.split(sep)
  return rest.length === 0 || first === '..' ? '' : first
}

const reachable = (crossings: Crossing[], from: string): Set<string> => {
  const found = new Set<string>()
  const visit = (folder: string): void => {
    for (const { to } of crossings.filter((crossing) => crossing.from === folder)) {
      if (found.has(to)) continue
      found.add(to)
      visit(to)
    }
  }
  visit(from)
  return found
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '../../shared/domain')
  const circles = folderCircles(root)
  for (const { folders, imports } of circles) {
    console.error(`${relative(process.cwd(), root)}: ${folders.join(', ')} import each other in a circle:`)
    for (const line of imports) console.error(`  ${line}`)
  }
  process.exitCode = circles.length > 0 ? 1 : 0
}
