const link = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'])/g

/** The words of a text; full links lead where they say, away from this page. */
export const MessageBody = ({ body }: { body: string }) =>
  body.split(link).map((piece, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text have no other name, and it does not change
      <a key={index} href={piece} target="_blank" rel="noopener noreferrer">
        {piece}
      </a>
    ) : (
      piece
    ),
  )
