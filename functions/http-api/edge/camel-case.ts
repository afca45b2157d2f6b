type Camel<S extends string> = S extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : S

/** The shape of a request with the names of the domain; what is nested stays as it is. */
export type CamelCased<T> = { [K in keyof T as K extends string ? Camel<K> : K]: T[K] }

export const camelCased = <T extends object>(shape: T): CamelCased<T> =>
  Object.fromEntries(
    Object.entries(shape).map(([key, value]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  ) as CamelCased<T>

/** Epoch milliseconds of a time in a request (RFC 3339); null stays null, and a missing one missing. */
export const instant = <T extends string | null | undefined>(time: T): Exclude<T, string> | number =>
  (typeof time === 'string' ? Date.parse(time) : time) as Exclude<T, string> | number
