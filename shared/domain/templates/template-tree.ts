/** A variable by its steps: `contact.attributes.plan` is three. */
export type Path = readonly string[]

/** Where something stands in a body, from 1 on. */
export type Place = { line: number; column: number }

/** What a template says of its variables, whatever language it is written in. */
export type TemplateTree = {
  /** Every variable that is named anywhere, as often as it is. */
  variables: { path: Path; at: Place }[]
  pieces: Piece[]
}

export type Piece =
  /** Puts a value into the text, which has a hole unless of each group one variable has a value. */
  | { kind: 'value'; needs: Path[][]; at: Place }
  | { kind: 'choice'; branches: { when: Condition; shown: Piece[] }[]; otherwise: Piece[] }

/** `has` is true only where the variable has a value. Of `any` nothing is known. */
export type Condition =
  | { kind: 'has'; path: Path }
  | { kind: 'not'; of: Condition }
  | { kind: 'and' | 'or'; of: [Condition, Condition] }
  | { kind: 'any' }

/** Why a template cannot be used. */
export type TemplateMistake = Partial<Place> & { detail: string }

/** Values of variables; what has none is left out. */
export type TemplateFacts = Record<string, Record<string, string | Record<string, string>>>

/** A text that was filled in: its own words, and the values between them. `holes`: groups of variables of which none had a value. */
export type FilledText = { pieces: (string | { value: string })[]; holes: Path[][] }

/** As it is written in a template. */
export const nameOf = ([root = '', ...steps]: Path): string =>
  root + steps.map((step) => (/^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`)).join('')

/** The value of a variable. */
export const factAt = (facts: TemplateFacts, path: Path): string | undefined => {
  const found = path.reduce<unknown>(
    (within, step) =>
      typeof within === 'object' && within !== null && Object.hasOwn(within, step)
        ? (within as Record<string, unknown>)[step]
        : undefined,
    facts,
  )
  return typeof found === 'string' ? found : undefined
}
