/** Nothing where a schema and a domain type have the same form; otherwise what no schema has, so that it does not compile. */
export type SameForm<Schema, Domain> =
  IsSame<Form<Schema>, Form<Domain>> extends true
    ? unknown
    : { 'schema and domain type differ in': Differing<Form<Schema>, Form<Domain>> }

type IsSame<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

type Differing<A, B> =
  | Exclude<keyof A | keyof B, keyof A & keyof B>
  | { [K in keyof A & keyof B]: IsSame<A[K], B[K]> extends true ? never : K }[keyof A & keyof B]

/** Optional fields as fields of their own kind: without it a type that lacks one is assignable to a type that has it. */
type Form<T> = T extends Leaf
  ? T
  : T extends readonly (infer Entry)[]
    ? Form<Entry>[]
    : T extends object
      ? { [K in keyof T]-?: object extends Pick<T, K> ? ['optional', Form<T[K]>] : Form<T[K]> }
      : T

type Leaf = string | number | boolean | null | undefined | Uint8Array

/** The paths of all fields, such as `phones.*.phone`. */
export type PathIn<T> = T extends Leaf
  ? never
  : T extends readonly (infer Entry)[]
    ? Under<'*', Entry>
    : { [K in keyof T & string]: Under<K, T[K]> }[keyof T & string]

type Under<Name extends string, T> = Name | `${Name}.${PathIn<T>}`
