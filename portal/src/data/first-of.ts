/** The first of a list that is read page by page, and whether that was all of it. */
export const firstOf = async <T>(all: AsyncIterable<T>, wanted: number) => {
  const found: T[] = []
  for await (const one of all) {
    if (found.length === wanted) return { found, isWhole: false }
    found.push(one)
  }
  return { found, isWhole: true }
}
