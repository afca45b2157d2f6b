/** The bytes that DynamoDB counts for an item (developer guide, "DynamoDB item sizes and formats"). */
export const itemSize = (item: Record<string, unknown>): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + sizeOf(value), 0)

const sizeOf = (value: unknown): number => {
  if (value === undefined) return 0
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return Math.ceil(String(value).replace(/0+$/, '').length / 2) + 1
  if (value instanceof Uint8Array) return value.byteLength
  if (Array.isArray(value)) return 3 + value.reduce((sum: number, entry) => sum + 1 + sizeOf(entry), 0)
  if (typeof value === 'object' && value !== null)
    return 3 + itemSize(value as Record<string, unknown>) + Object.keys(value).length
  return 1
}
