import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { folderCircles } from './folder-circles.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'circles-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const write = (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
}

test('folders that import in one direction are no circle', () => {
  write({
    'a/one.ts': "import { two } from '../b/two.ts'",
    'b/two.ts': "import { three } from '../root.ts'\nimport './own.ts'",
    'b/own.ts': '',
    'root.ts': "import type { One } from './a/one.ts'",
  })
  expect(folderCircles(root)).toEqual([])
})

test('a circle by types alone is found, with the imports that make it', () => {
  write({
    'a/one.ts': "import { two } from '../b/two.ts'",
    'b/two.ts': "import {\n  type Three,\n} from '../c/three.ts'",
    'c/three.ts': "import type { One } from '../a/one.ts'",
    'd/four.ts': "import { one } from '../a/one.ts'",
  })
  expect(folderCircles(root)).toEqual([
    {
      folders: ['a', 'b', 'c'],
      imports: expect.arrayContaining([
        'a/one.ts -> b/two.ts',
        'b/two.ts -> c/three.ts',
        'c/three.ts -> a/one.ts',
      ]),
    },
  ])
})

test('the domain has no circle between its folders', () => {
  expect(folderCircles(join(import.meta.dirname, '../../shared/domain'))).toEqual([])
})
