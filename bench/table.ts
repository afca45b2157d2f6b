/** Prints rows as a table, its columns as wide as what is in them; columns of numbers are flush right. */
export const printTable = (rows: Record<string, string | number>[]): void => {
  const names = Object.keys(rows[0] ?? {})
  const cells = rows.map((row) => names.map((name) => String(row[name] ?? '')))
  const columns = names.map((name, i) => {
    const column = cells.map((line) => line[i] ?? '')
    const width = Math.max(name.length, ...column.map((cell) => cell.length))
    const isNumeric = column.every((cell) => /^[\d.]+$/.test(cell))
    return { name, width, pad: (cell: string) => (isNumeric ? cell.padStart(width) : cell.padEnd(width)) }
  })
  const print = (line: string[]) =>
    console.log(
      line
        .map((cell, i) => columns[i]?.pad(cell))
        .join('   ')
        .trimEnd(),
    )
  print(names)
  print(columns.map(({ width }) => '-'.repeat(width)))
  cells.forEach(print)
}

export const printTitle = (title: string): void => console.log(`\n${title}\n`)

/** The value that a share of all do not exceed: 0.5 gives the median. */
export const quantile = (values: number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(Math.floor(values.length * share), values.length - 1)] ?? 0

/** Rows as a table of a document, its columns as wide as what is in them. */
export const markdownTable = (rows: Record<string, string>[]): string => {
  const names = Object.keys(rows[0] ?? {})
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))]
  const widths = names.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)))
  const print = (line: string[]) => `| ${line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  const [head = [], ...rest] = lines
  return [print(head), print(widths.map((width) => '-'.repeat(width))), ...rest.map(print)].join('\n')
}

/** The document with something else between `<!-- name … -->` and `<!-- end of name -->`. Throws where they are missing. */
export const withSection = (document: string, name: string, content: string): string => {
  const section = new RegExp(`(<!-- ${name}\\b[^>]*-->\n).*?(\n<!-- end of ${name} -->)`, 's')
  if (!section.test(document)) throw new Error(`The document has no section ${name}`)
  return document.replace(section, (_, begin, end) => `${begin}\n${content}\n${end}`)
}
