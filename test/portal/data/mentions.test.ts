import { expect, test } from 'vitest'
import { mentionsIn, namesFor, splitMentions, typedName } from '../../../portal/src/data/mentions.ts'

const agents = [
  { id: 'agt_ana', name: 'Ana' },
  { id: 'agt_ruiz', name: 'Ana Ruiz' },
  { id: 'agt_ben', name: 'Ben Okoro' },
  { id: 'agt_other', name: 'Ben Okoro' },
] as const

test.each([
  ['@Ana please', ['agt_ana']],
  ['@Ana Ruiz please', ['agt_ruiz']],
  ['@ana ruiz, and (@Ana)', ['agt_ruiz', 'agt_ana']],
  ['two of one name: @Ben Okoro', ['agt_ben', 'agt_other']],
  ['@Ana @Ana', ['agt_ana']],
  ['@Anatomy, @ Ana and Ana', []],
  ['', []],
])('"%s" mentions %j', (body, ids) => {
  expect(mentionsIn(body, agents)).toEqual(ids)
})

test('the pieces of a note are the note', () => {
  const body = 'Ask @Ana Ruiz, or @Ben Okoro: @nobody knows'
  expect(splitMentions(body, agents).map(({ text }) => text)).toEqual([
    'Ask ',
    '@Ana Ruiz',
    ', or ',
    '@Ben Okoro',
    ': @nobody knows',
  ])
})

test.each([
  ['@', '@', { from: 0, query: '' }],
  ['ask @an', 'ask @an', { from: 4, query: 'an' }],
  ['ask @ana ru', 'ask @ana ru', { from: 4, query: 'ana ru' }],
  ['mail ana@example', 'mail ana@example', undefined],
  ['@ana\nand', '@ana\nand', undefined],
  ['@an and more', '@an', { from: 0, query: 'an' }],
])('in "%s" with the caret after "%s" is typed: %j', (body, before, typed) => {
  expect(typedName(body, before.length)).toEqual(typed)
})

test('names are found by the beginning of each of their words', () => {
  expect(namesFor('ru', agents).map(({ name }) => name)).toEqual(['Ana Ruiz'])
  expect(namesFor('ana', agents).map(({ name }) => name)).toEqual(['Ana', 'Ana Ruiz'])
  expect(namesFor('na', agents)).toEqual([])
})
