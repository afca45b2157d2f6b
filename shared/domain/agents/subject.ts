import type { AgentId } from '../ids.ts'

/** The agent whom the sign-in service calls by this subject, a UUID. */
export const agentOfSubject = (subject: string): AgentId => `agt_${subject.replaceAll('-', '')}`

/** The subject of an agent. */
export const subjectOfAgent = (id: AgentId): string =>
  id.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
