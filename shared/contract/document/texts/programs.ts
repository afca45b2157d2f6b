import type { programOperations } from '../../api/programs.ts'
import type { Texts } from '../resource-texts.ts'

const one = { id: 'The client id of the program.' }

export const programTexts: Texts<typeof programOperations> = {
  tag: {
    name: 'Programs',
    description: 'Clients of the API that sign in by themselves, and the names people know them by.',
  },
  operations: {
    listPrograms: 'A program is listed from its first request on.',
    getProgram: 'One program with its name.',
    editProgram: 'What it has written so far keeps the name it had then.',
  },
  parameters: { getProgram: one, editProgram: one },
  schemas: {
    Program: {
      '': 'A client of the API.',
      id: 'The client id with which it signs in.',
      name: 'What people call it. The client id until somebody names it.',
      created_at: 'When it called the API for the first time.',
    },
    EditProgramBody: { '': 'A name.' },
  },
  examples: {
    Program: { id: 'crm', name: 'Our CRM', created_at: '2026-10-01T07:00:00.000Z', version: 2 },
    EditProgramBody: { name: 'Our CRM' },
  },
}
