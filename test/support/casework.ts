import type { Case, NoticeEntry } from '#domain/cases/case.ts'
import { type CaseRequest, createCase } from '#domain/cases/create-case.ts'
import { followFiling } from '#domain/cases/follow-filing.ts'
import { showCase } from '#domain/cases/show-case.ts'
import type { CaseId } from '#domain/ids.ts'
import { editSettings } from '#domain/settings/edit-settings.ts'
import type { CaseTextRule } from '#domain/settings/settings.ts'
import { admin, customer } from './conversing.ts'
import type { FakeApp } from './fake-app.ts'
import { workspace } from './fake-app.ts'

/** A case of the customer, unless told otherwise. */
export const openCase = (app: FakeApp, subject: string, change: Partial<CaseRequest> = {}): Promise<Case> =>
  createCase(app, admin, { to: customer, subject, ...change })

/** What the bus has done for every text that is filed. */
export const followAll = async (app: FakeApp): Promise<void> => {
  for (const { id, case: filing } of app.all('message')) if (filing) await followFiling(app, workspace, id)
}

/** What the bus has done for the pages of customers. */
export const showAll = async (app: FakeApp): Promise<void> => {
  for (const { id } of app.all('case')) await showCase(app, workspace, id)
}

/** The case as it is stored now. */
export const caseOf = (app: FakeApp, id: CaseId): Case => {
  const found = app.all('case').find((one) => one.id === id)
  if (!found) throw new Error('There is no such case')
  return found
}

/** What customers are told of, on unless a rule says otherwise; without a type and an event, of a new ticket. */
export const setCaseTexts = (app: FakeApp, ...caseTexts: Partial<CaseTextRule>[]) =>
  editSettings(app, admin, {
    caseTexts: caseTexts.map((rule) => ({ type: 'ticket', event: 'created', on: true, ...rule })),
  })

export const noticesOf = (app: FakeApp) =>
  app.all('case_entry').filter((entry): entry is typeof entry & NoticeEntry => entry.type === 'notice')
