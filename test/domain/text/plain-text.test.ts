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
  ['<p>It&rsquo;s ready &ndash; come</p>', 'It’s ready – come'],
  ['caf&eacute; &euro;5 &hellip; &#8212; &#x1F600; &copy &nosuch;', 'café €5 … — 😀 © &nosuch;'],
  [
    '<table><tr><td>Mon</td><td>9:00</td></tr><tr><th>Tue</th><td>10:00</td></tr></table>',
    'Mon 9:00\nTue 10:00',
  ],
  ['<td>Mon<td>9:00', 'Mon 9:00'],
  ['Hi<script>alert(1)', 'Hi'],
  ['Hi<style>p { color: red }', 'Hi'],
  ['Hi<!-- not for you --> Jo<!-- nor this', 'Hi Jo'],
  ['<template><p>x</p></template>Hi<svg><text>no</text></svg>', 'Hi'],
  ['<SCRIPT type="x">a</SCRIPT >Hi <scr<b>ipt>x</b>', 'Hi ipt>x'],
  ['<b><i>Hi</b> Jo</i>', 'Hi Jo'],
  ['<a href="https://x.test"><b>our</b> <i>page</i></a>, see', 'our page https://x.test, see'],
  ['<a href=https://x.test/a>page</a>', 'page https://x.test/a'],
  [
    '<a href="mailto:a@x.test">write</a> <a href="tel:+12065550123">call</a>',
    'write a@x.test call +12065550123',
  ],
  ['<a href="javascript:alert(1)">here</a> <a href="#top">up</a>', 'here up'],
  ['<ol><li>one</li><li>two<ul><li>inner</li></ul></li></ol>', '1. one\n2. two\n  - inner'],
  ['<ol start="3"><li>three</ol>', '3. three'],
  ['<ul>\n <li>\n  <p>one</p>\n </li>\n</ul>', '- one'],
  ['<pre>a  b\n  c</pre>', 'a  b\n  c'],
  ['one<br><br><br><br>two', 'one\n\ntwo'],
  ['<div><div><p>deep</p></div></div><p>next</p>', 'deep\nnext'],
  ['<title>Page</title><body>Hi', 'Hi'],
  ['so <b>bold</b>! and<b> this</b>', 'so bold! and this'],
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
  ['one\ntwo', 'one\ntwo'],
  ['3. three\n4. four', '3. three\n4. four'],
  ['- a\n  - b', '- a\n  - b'],
  ['|Mon|9:00|\n|-|-|\n|Tue|10:00|', 'Mon 9:00\nTue 10:00'],
  ['It&rsquo;s **5 &lt; 6**', 'It’s 5 < 6'],
  ['Hi <b>Jo</b><script>alert(1)</script>', 'Hi Jo'],
  ['<script>alert(1)', ''],
  ['[page][1]\n\n[1]: https://x.test "title"', 'page https://x.test'],
  ['```\ncode  here\n```', 'code  here'],
  ['very *nice* and re*al*ly', 'very nice and re*al*ly'],
  ['**2*3**', '2*3'],
  ['Total: 5*2*7, **now**', 'Total: 5*2*7, now'],
])('Markdown %j leaves as text', (markdown, text) => {
  expect(plainText(markdown, 'markdown')).toBe(text)
})

test.each([
  ...[
    '<',
    '<a ',
    '&',
    '&amp',
    '<script>',
    '<b>',
    '<a href="',
    '</',
    '<!--',
    '<td>',
    '<li>',
    '<ul>',
    '<a href=https://x>',
  ],
  ...[
    '>',
    '> ',
    '*',
    '**a',
    '_a ',
    '[',
    '[a](',
    '![',
    '`',
    '``a',
    '~~',
    '|a|b|\n|-|-|\n',
    '- ',
    '1. ',
    '\\',
    '[a]: ',
  ],
])('twenty thousand characters of %j are read, whatever they mean', (piece) => {
  const body = piece.repeat(Math.ceil(20_000 / piece.length)).slice(0, 20_000)
  expect(plainText(body, 'html').length).toBeLessThanOrEqual(60_000)
  expect(plainText(body, 'markdown').length).toBeLessThanOrEqual(60_000)
})
