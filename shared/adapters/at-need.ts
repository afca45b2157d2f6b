/**
 * What is made at its first use, and is the same from then on: for a module that few calls of a function need, so that the
 * others do not wait for its loading.
 */
export const atNeed = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined
  return () => {
    made ??= make()
    return made
  }
}
