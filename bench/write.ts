// Puts measured figures into the documents, between marks: `npm run bench -- --write`.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModuleFigures } from './imports.ts'
import { markdownTable, withSection } from './table.ts'
import type { PageUnits, TextUnits } from './units.ts'

export type Figures = { texts: TextUnits[]; pages: PageUnits[]; modules: ModuleFigures[] }

/** List prices of on-demand units, in dollars for a million (us-east-1, docs/costs.md). */
const writePrice = 0.625
const readPrice = 0.125

const textRows = ({ texts }: Figures) =>
  texts.map(({ text, write, read }) => ({ text, 'write units': String(write), 'read units': String(read) }))

const pricedRows = ({ texts }: Figures) =>
  texts.map(({ text, write, read }) => ({
    'a million of these': text,
    'write units': String(write),
    'read units': String(read),
    'of the table, $': (write * writePrice + read * readPrice).toFixed(2),
  }))

const pageRows = ({ pages }: Figures) =>
  pages.map((page) => Object.fromEntries(Object.entries(page).map(([name, value]) => [name, String(value)])))

const moduleRows = ({ modules }: Figures) =>
  modules.map(({ module, KB, published, trimmed }) => ({
    module,
    KB: String(KB),
    'import beside the client as published': published,
    'import beside the client as we bundle it': trimmed,
  }))

const documents: Record<string, (figures: Figures) => Record<string, string>> = {
  'README.md': (figures) => ({ units: markdownTable(textRows(figures)) }),
  'docs/data-model.md': (figures) => ({
    units: markdownTable(textRows(figures)),
    pages: markdownTable(pageRows(figures)),
  }),
  'docs/costs.md': (figures) => ({
    units: markdownTable(pricedRows(figures)),
    bundles: markdownTable(moduleRows(figures)),
  }),
}

/** Writes the figures into README.md, docs/data-model.md and docs/costs.md. Throws where a document lacks its marks. */
export const writeFigures = (figures: Figures): void => {
  for (const [name, sectionsOf] of Object.entries(documents)) {
    const path = join(import.meta.dirname, '..', name)
    const sections = Object.entries(sectionsOf(figures))
    const written = sections.reduce(
      (document, [section, content]) => withSection(document, section, content),
      readFileSync(path, 'utf8'),
    )
    writeFileSync(path, written)
  }
}
