import { expect, test } from 'vitest'
import { addComment } from '#domain/cases/add-comment.ts'
import { createCaseLink } from '#domain/cases/case-link.ts'
import { resolveCase } from '#domain/cases/edit-case.ts'
import { readCasePage } from '#domain/cases/read-case-page.ts'
import { showWork } from '../../../functions/show-case/show-work.ts'
import { openCase } from '../../support/casework.ts'
import { ana, createOffice } from '../../support/conversing.ts'
import { createApp, templateOf } from '../../support/synthesize.ts'
import { toldToBus } from '../../support/told-to-bus.ts'

const [pattern] = Object.values(templateOf(createApp(), 'Cases').findResources('AWS::Events::Rule'))
  .map(({ Properties }) => Properties.EventPattern)
  .filter((each) => JSON.stringify(each).includes('case.page_due'))

test('whatever is told of a case with a page reaches its page, however often it comes', async () => {
  const app = await createOffice()
  const { id } = await openCase(app, 'Printer')
  const code = await createCaseLink(app, ana, id)
  const known = app.changes.length
  await addComment(app, ana, id, { body: 'Ordered', public: true })
  await resolveCase(app, ana, id)
  const told = (await toldToBus(app.changes.slice(known))).filter((event) =>
    pattern?.['detail-type'].includes(event['detail-type']),
  )
  expect(told.map((event) => event['detail-type'])).toEqual(['case.page_due', 'case.resolved'])
  const { parse, work, about } = showWork(app)
  for (const event of [...told, ...told.toReversed()]) {
    const parsed = await parse(JSON.stringify(event), {} as never)
    expect(about(parsed)).toMatchObject({ caseId: id })
    await work(parsed, {} as never)
  }
  expect(await readCasePage(app, code)).toMatchObject({ state: 'done', entries: [{ body: 'Ordered' }] })
})
