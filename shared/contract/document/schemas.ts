import * as z from 'zod/mini'
import * as shapes from '../api/shapes.ts'

/** A piece of the document. */
export type Json = { [key: string]: unknown }

/** Shapes that many objects share, so that a generated client has a type for each. */
const scalars: Record<string, z.ZodMiniType> = {
  AgentId: shapes.agentId,
  BusinessHoursId: shapes.hoursId,
  ContactId: shapes.contactId,
  ConversationId: shapes.conversationId,
  EmailId: shapes.emailId,
  MessageId: shapes.messageId,
  NoteId: shapes.noteId,
  NumberId: shapes.numberId,
  TeamId: shapes.teamId,
  TemplateId: shapes.templateId,
  Timestamp: shapes.timestamp,
  UnreadableId: shapes.unreadableId,
  ViewId: shapes.viewId,
}

for (const [id, schema] of Object.entries(scalars)) z.globalRegistry.add(schema, { id })

export const reference = (id: string) => ({ $ref: `#/components/schemas/${id}` })

/** Collects the named schemas that others refer to. */
export const createSchemas = () => {
  const named: Record<string, Json> = {}
  return {
    named,
    /** What a request may hold: nothing but what is named. */
    input: (schema: z.core.$ZodType): Json => jsonSchema(schema, 'input', named),
    /** What an answer holds. A later version may say more, so it is never closed. */
    output: (schema: z.core.$ZodType): Json => jsonSchema(schema, 'output', named),
  }
}

/** Wrapped, a schema that has a name is a reference like those inside. */
const jsonSchema = (schema: z.core.$ZodType, io: 'input' | 'output', named: Record<string, Json>): Json => {
  const made = z.toJSONSchema(z.object({ schema }), { io, unrepresentable: 'any', override: simplify })
  const clean = (node: unknown) => cleaned(node, io) as Json
  for (const [id, { id: _, ...definition }] of Object.entries(made.$defs ?? {}))
    named[id] ??= clean(definition)
  return clean(made.properties?.schema)
}

type Override = { zodSchema: z.core.$ZodType; jsonSchema: z.core.JSONSchema.BaseSchema }

/** Leaves out what says nothing to a reader: the borders of JavaScript's numbers, the grammar of dates. */
const simplify = ({ zodSchema, jsonSchema: json }: Override) => {
  if (json.format === 'date-time' || json.format === 'email') delete json.pattern
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum
  if (zodSchema === shapes.flag) Object.assign(json, { type: 'boolean', enum: undefined })
  const recipients = recipientsOf(zodSchema)
  if (recipients) json.anyOf = recipients.map((name) => ({ required: [name] }))
}

/** Of what one is needed. */
const recipientsOf = ({ _zod: { def } }: z.core.$ZodType): string[] | undefined => {
  if (def.checks?.includes(shapes.hasRecipient())) return ['to', 'contact_id']
  if (def.checks?.includes(shapes.hasRecipientOrCase())) return ['to', 'contact_id', 'case_id']
  return undefined
}

const cleaned = (node: unknown, io: 'input' | 'output'): unknown => {
  if (Array.isArray(node)) return node.map((inner) => cleaned(inner, io))
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).flatMap(([key, value]): [string, unknown][] => {
    if (value === undefined) return []
    if (key === '$ref') return [['$ref', String(value).replace('#/$defs/', '#/components/schemas/')]]
    if (key === 'additionalProperties' && io === 'output' && value === false) return []
    return [[key, cleaned(value, io)]]
  })
  return Object.fromEntries(entries)
}
