// Messages per second of the segment planner beside two published libraries, on one mixed corpus in one run:
// `npm run bench:segments`. Counting is the same job for all three: encoding and number of segments.

import { SegmentedMessage } from 'sms-segments-calculator'
// @ts-expect-error: split-sms has no types
import splitSms from 'split-sms'
import { describeEncoding } from '#domain/text/describe-encoding.ts'
import { planParts } from '#domain/text/plan-parts.ts'
import { countSegments } from '#domain/text/segments.ts'
import { printTitle } from './table.ts'

type Job = { name: string; run: (body: string) => unknown }
type Column = { name: string; bodies: string[] }
type Corpus = { name: string; share: number; words: string[] }

const english =
  'hi thanks for your order it is on the way and should arrive by noon tomorrow please reply yes to confirm or call us at (555) 010-0199'.split(
    ' ',
  )
const corpora: Corpus[] = [
  { name: 'plain', share: 60, words: english },
  {
    name: 'extension',
    share: 10,
    words: [...english, '[order]', '{name}', '€20', 'https://example.com/~a|b'],
  },
  { name: 'typographic', share: 12, words: [...english, 'it’s', '“today”', '—', 'wait…'] },
  { name: 'emoji', share: 10, words: [...english, '👍', '🎉🎉', '❤️', '👩🏽‍🚀', '🇺🇸'] },
  {
    name: 'scripts',
    share: 8,
    words: ['Здравствуйте', 'ваш', 'заказ', '您的订单已发货', 'नमस्ते', 'आपका', 'مرحبا', '주문이', 'café'],
  },
]
const messagesPerShare = 10
const roundMilliseconds = 150
const rounds = 5

const counting: Job[] = [
  { name: 'parley countSegments', run: (body) => countSegments(body).segments },
  { name: 'split-sms, summary', run: (body) => splitSms.split(body, { summary: true }).parts.length },
  { name: 'sms-segments-calculator', run: (body) => new SegmentedMessage(body).segmentsCount },
]
const splitting: Job[] = [
  {
    name: 'parley planParts, concatenated',
    run: (body) => planParts(body, { longMessages: 'concatenated' }),
  },
  { name: 'parley planParts, separate', run: (body) => planParts(body, { longMessages: 'separate' }) },
  {
    name: 'parley planParts, counters',
    run: (body) => planParts(body, { longMessages: 'separate', counters: true }),
  },
  { name: 'split-sms', run: (body) => splitSms.split(body).parts },
]
const describing: Job[] = [{ name: 'parley describeEncoding', run: (body) => describeEncoding(body) }]

/** Bodies of 20 to 420 characters, the same in every run. */
const makeBodies = ({ words, share }: Corpus): string[] => {
  let state = 1
  const next = (below: number) => {
    state = Math.imul(state, 48271) % 0x7fffffff
    return Math.abs(state) % below
  }
  return Array.from({ length: share * messagesPerShare }, () => {
    const length = 20 + next(8) * next(50)
    let body = ''
    while (body.length < length) body += `${words[next(words.length)]} `
    return body.trim()
  })
}

/** Best rate of each job in messages per second; jobs take turns, so that a busy machine hits them alike. */
const measure = (jobs: Job[], bodies: string[]): number[] => {
  const best = jobs.map(() => 0)
  for (let round = 0; round < rounds; round++) {
    jobs.forEach(({ run }, i) => {
      let messages = 0
      const start = performance.now()
      for (; performance.now() - start < roundMilliseconds; messages += bodies.length) bodies.forEach(run)
      best[i] = Math.max(best[i] ?? 0, (messages / (performance.now() - start)) * 1000)
    })
  }
  return best
}

/** One row a job, one column a corpus; below, how many times faster than the fastest other each of ours is. */
const print = (title: string, jobs: Job[], columns: Column[]): void => {
  const figures = columns.map(({ bodies }) => measure(jobs, bodies))
  const ours = (job: Job) => job.name.startsWith('parley')
  const fastestOther = figures.map((rates) => Math.max(0, ...rates.filter((_, i) => !ours(jobs[i] as Job))))
  printRow(
    `\n${title}, messages/s`,
    columns.map(({ name }) => name),
  )
  jobs.forEach((job, i) => {
    printRow(
      job.name,
      figures.map((rates) => Math.round(rates[i] ?? 0).toLocaleString('en')),
    )
  })
  if (jobs.every(ours)) return
  jobs.forEach((job, i) => {
    const ratios = figures.map((rates, column) => (rates[i] ?? 0) / (fastestOther[column] ?? 0))
    if (ours(job))
      printRow(
        `${job.name} / fastest other`,
        ratios.map((ratio) => `${ratio.toFixed(1)}x`),
      )
  })
}

const printRow = (first: string, cells: string[]): void => {
  console.log(first.padEnd(48) + cells.map((cell) => cell.padStart(13)).join(''))
}

export const benchSegments = (): void => {
  const columns: Column[] = corpora.map((corpus) => ({ name: corpus.name, bodies: makeBodies(corpus) }))
  const mixed = columns.flatMap(({ bodies }) => bodies)
  columns.unshift({ name: 'mixed', bodies: mixed })
  const agreed = mixed.filter(
    (body) => countSegments(body).segments === new SegmentedMessage(body).segmentsCount,
  )
  const average = Math.round(mixed.join('').length / mixed.length)
  printTitle(`Segments: ${mixed.length} messages of ${average} units on average`)
  console.log(`${agreed.length} of them have as many segments for sms-segments-calculator.`)
  print('count encoding and segments', counting, columns)
  print('split into parts', splitting, columns)
  print('describe the encoding', describing, columns)
}

if (import.meta.main) benchSegments()
