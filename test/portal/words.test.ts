import { expect, test } from 'vitest'
import { en } from '../../portal/src/words/en.ts'
import { es } from '../../portal/src/words/es.ts'
import { pagesEn } from '../../portal/src/words/pages-en.ts'
import { pagesEs } from '../../portal/src/words/pages-es.ts'
import { reportsEn } from '../../portal/src/words/reports-en.ts'
import { reportsEs } from '../../portal/src/words/reports-es.ts'
import { settingsEn } from '../../portal/src/words/settings-en.ts'
import { settingsEs } from '../../portal/src/words/settings-es.ts'

import { widgetsEn } from '../../portal/src/words/widgets-en.ts'
import { widgetsEs } from '../../portal/src/words/widgets-es.ts'
import { workflowsEn } from '../../portal/src/words/workflows-en.ts'
import { workflowsEs } from '../../portal/src/words/workflows-es.ts'

const keysOf = (words: object, path = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && !Array.isArray(value) ? keysOf(value, `${path}${key}.`) : [`${path}${key}`],
  )

test('both languages have a word for the same things', () => {
  for (const [english, spanish] of [
    [en, es],
    [pagesEn, pagesEs],
    [settingsEn, settingsEs],
    [widgetsEn, widgetsEs],
    [workflowsEn, workflowsEs],
    [reportsEn, reportsEs],
  ] as const)
    expect(keysOf(spanish).toSorted()).toEqual(keysOf(english).toSorted())
})
