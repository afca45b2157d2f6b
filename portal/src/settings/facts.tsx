/** What is known and not changed here, each by its name. */
export const Facts = ({ facts }: { facts: readonly (readonly [name: string, fact: string])[] }) => (
  <dl className="facts">
    {facts.map(([name, fact]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{fact}</dd>
      </div>
    ))}
  </dl>
)
