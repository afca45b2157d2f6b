type Context = { clientName?: string; commandName?: string }
type Next = (args: never) => Promise<unknown>
type Client = {
  middlewareStack: {
    add(
      middleware: (next: Next, context: Context) => Next,
      options: { step: 'initialize'; name: string },
    ): void
  }
}

/**
 * The same client, whose errors then say which operation failed and where it was called from: an error of a connection
 * knows nothing but its code, and its stack begins and ends in Node.
 */
export const nameOperations = <C extends Client>(client: C): C => {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      try {
        return await next(args)
      } catch (error) {
        if (error instanceof Error)
          Object.assign(error, { awsOperation: nameOf(context), calledFrom: new Error().stack })
        throw error
      }
    },
    { step: 'initialize', name: 'nameOperations' },
  )
  return client
}

/** DynamoDB.GetItem */
const nameOf = ({ clientName = '', commandName = '' }: Context) =>
  `${clientName.replace(/Client$/, '')}.${commandName.replace(/Command$/, '')}`
