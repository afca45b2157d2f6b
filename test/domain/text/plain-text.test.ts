import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from '#domain/text/plain-text.ts'

test('what a person typed is never taken for formatting', () => {
  fc.assert(
    fc.property(fc.string(), (body) => {
      expect(plainText(body, 'text')).toBe(body)
    }),
  )
  expect(plainText('2 * 3 * 4 <b and _so_ on', 'text')).toBe('2 * 3 * 4 <b and _so_ on')
})

test.each([
  ['<p>Hi <b>Ann</b>,</p><p>see you &amp; yours</p>', 'Hi Ann,\nsee you & yours'],
  ['Look: <img src="https://x.test/a.png" alt="cat"> nice', 'Look: nice'],
  ['<a href="https://x.test/a?b=1&amp;c=2">our page</a>', 'our page https://x.test/a?b=1&c=2'],
  ['<a href="https://x.test">https://x.test</a>', 'https://x.test'],
  ['one<br/>two<br>three', 'one\ntwo\nthree'],
  ['<ul><li>one</li><li>two</li></ul>', '- one\n- two'],
  ['<style>p { color: red }</style><script>alert(1)</script>Hi', 'Hi'],
  ['<video src="a.mp4">no video</video>Hi', 'Hi'],
  ['1 &lt; 2 &#39;so&#x27; &nbsp;', "1 < 2 'so'"],
  ['a < b and c > d', 'a < b and c > d'],
  ['&lt;b&gt;not bold&lt;/b&gt;', '<b>not bold</b>'],
])('HTML %j leaves as text', (html, text) => {
  expect(plainText(html, 'html')).toBe(text)
})

test.each([
  ['# Hello\n\n**Ann**, _see_ you', 'Hello\n\nAnn, see you'],
  ['[our page](https://x.test/a_b_c)', 'our page https://x.test/a_b_c'],
  ['![cat](https://x.test/cat.png)Hi', 'Hi'],
  ['* one\n* two', '- one\n- two'],
  ['> quoted', 'quoted'],
  ['`code` and ~~old~~ new', 'code and old new'],
  ['snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
  ['<https://x.test>', 'https://x.test'],
  ['5 \\* 3', '5 * 3'],
  ['a\n\n---\n\nb', 'a\n\nb'],
])('Markdown %j leaves as text', (markdown, text) => {
  expect(plainText(markdown, 'markdown')).toBe(text)
})
