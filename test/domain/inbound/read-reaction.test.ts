import { describe, expect, test } from 'vitest'
import { readReaction } from '#domain/inbound/read-reaction.ts'

const words = 'Sale today. Reply STOP to opt out'

test.each([
  [`Liked “${words}”`, '👍'],
  [`Loved "${words}"`, '❤️'],
  [`Disliked “${words}”`, '👎'],
  [`Laughed at “${words}”`, '😂'],
  [`Emphasized “${words}”`, '‼️'],
  [`Questioned “${words}”`, '❓'],
  [`Reacted 😮 to “${words}”`, '😮'],
  [`👍 to “${words}”`, '👍'],
  [`\u200a\u200b😂\u200b to “\u200a${words}\u200a”\u200a`, '😂'],
  [`👩‍🚒 to “${words}”`, '👩‍🚒'],
  [`👍🏽 to "${words}"`, '👍🏽'],
  [`Le encantó “${words}”`, '❤️'],
  [`Reaccionó con 😂 a “${words}”`, '😂'],
  [`👍 a «${words}»`, '👍'],
  [`A aimé « ${words} »`, '👍'],
  [`N’a pas aimé « ${words} »`, '👎'],
  [`A réagi avec 😂 à « ${words} »`, '😂'],
  [`Gefiel „${words}“`, '👍'],
  [`Hat mit 😂 auf „${words}“ reagiert`, '😂'],
  [`👍 zu „${words}“`, '👍'],
  [`Gostou de “${words}”`, '👍'],
  [`Reagiu com 😂 a “${words}”`, '😂'],
  [`Ha messo “Mi piace” a “${words}”`, '👍'],
  [`Ha riso per "${words}"`, '😂'],
])('%s is a reaction to what it quotes', (body, emoji) => {
  expect(readReaction(body)).toEqual({ emoji, certain: true, quotation: words })
})

test.each([
  [`Removed a like from “${words}”`, '👍'],
  [`Removed a heart from “${words}”`, '❤️'],
  [`Removed an exclamation from “${words}”`, '‼️'],
  [`Removed a question mark from “${words}”`, '❓'],
  [`Removed 😂 from “${words}”`, '😂'],
  [`Eliminó un “Me gusta” de “${words}”`, '👍'],
  [`A supprimé un « J’aime » de « ${words} »`, '👍'],
  [`Hat ein „Gefällt mir“ von „${words}“ entfernt`, '👍'],
  [`Removeu um coração de “${words}”`, '❤️'],
  [`Ha rimosso un cuore da “${words}”`, '❤️'],
])('%s takes a reaction away', (body, emoji) => {
  expect(readReaction(body)).toEqual({ emoji, removed: true, certain: true, quotation: words })
})

test.each(['Liked an image', 'Loved a photo', '😂 to a video', 'A aimé une photo', 'Gostou de uma imagem'])(
  '%s names no words',
  (body) => {
    expect(readReaction(body)).toMatchObject({ certain: true })
    expect(readReaction(body)).not.toHaveProperty('quotation')
  },
)

describe('people', () => {
  test.each([
    'Liked it',
    'I liked “the blue one”',
    'Loved the video',
    'Liked “the blue one” and “the red one” best.',
    '👍',
    '👍 “thanks”',
    '5 to “six”',
    'Can you add “Anna” to “Guests”?',
    '',
  ])('"%s" is not certainly a reaction', (body) => {
    expect(readReaction(body)?.certain ?? false).toBe(false)
  })

  test('words that they use of themselves count only with words of ours', () => {
    expect(readReaction('Me gusta "el azul"')).toEqual({ emoji: '👍', certain: false, quotation: 'el azul' })
  })
})

test('the quotation goes on to its last mark, over lines and over quotations in it', () => {
  expect(readReaction('Liked “She said “yes”\nto us…”')).toMatchObject({ quotation: 'She said “yes“ to us…' })
})
