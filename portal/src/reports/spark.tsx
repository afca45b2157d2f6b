const height = 36
const width = 240

/** How a number went from day to day, without axes: the report behind it has the numbers. */
export const Spark = ({ values }: { values: readonly (number | null)[] }) => {
  const top = Math.max(0, ...values.map((value) => value ?? 0))
  const low = Math.min(0, ...values.map((value) => value ?? 0))
  const span = top - low || 1
  const step = width / values.length
  const y = (value: number) => ((top - value) / span) * height
  return (
    <svg className="spark" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <line x1="0" x2={width} y1={y(0)} y2={y(0)} />
      {values.map((value, index) =>
        value ? (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day is known by its place
            key={index}
            x={index * step + step * 0.15}
            width={step * 0.7}
            y={Math.min(y(value), y(0))}
            height={Math.max(Math.abs(y(value) - y(0)), 1)}
          />
        ) : null,
      )}
    </svg>
  )
}
