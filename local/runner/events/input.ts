/** `<name>` in the template stands for what the path of that name finds in the event. */
export type InputTransformer = { paths?: Record<string, string>; template: string }

type Shape = { input?: string; inputPath?: string; inputTransformer?: InputTransformer }

/** What a target gets of an event. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
export const shapeInput = ({ input, inputPath, inputTransformer }: Shape, event: unknown): unknown => {
  if (input !== undefined) return JSON.parse(input)
  if (inputPath !== undefined) return find(inputPath, event)
  if (inputTransformer) return transform(inputTransformer, event)
  return event
}

const transform = ({ paths = {}, template }: InputTransformer, event: unknown) => {
  const filled = template.replace(/"?<([^>"]+)>"?/g, (whole, name) => {
    const value = name === 'aws.events.event' ? event : find(paths[name] ?? '', event)
    const json = JSON.stringify(value ?? null)
    // Inside a longer text only the text itself is wanted, without quotes.
    const stands = whole.startsWith('"') === whole.endsWith('"')
    return stands ? json : whole.replace(`<${name}>`, typeof value === 'string' ? value : json)
  })
  return JSON.parse(filled)
}

const find = (path: string, event: unknown): unknown => {
  if (!/^\$(\.[\w-]+)*$/.test(path)) throw new Error(`The path "${path}" is not understood locally.`)
  const steps = path.split('.').slice(1)
  return steps.reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], event)
}
