import type { OutboxStorage, Outgoing } from './outbox.ts'

const name = 'texts'

/** The outbox in IndexedDB. Without that (some private windows), texts are only as safe as the page. */
export const openOutboxStorage = async (): Promise<OutboxStorage> => {
  const database = await openDatabase().catch(() => undefined)
  if (!database) return inMemory()
  const ask = <T>(mode: IDBTransactionMode, request: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(name, mode, { durability: 'strict' })
      const asked = request(transaction.objectStore(name))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onabort = () => reject(transaction.error)
    })
  return {
    all: () => ask('readonly', (store) => store.getAll()),
    put: async (text) => void (await ask('readwrite', (store) => store.put(text))),
    remove: async (key) => void (await ask('readwrite', (store) => store.delete(key))),
  }
}

const openDatabase = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('parley.outbox', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(name, { keyPath: 'key' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const inMemory = (): OutboxStorage => {
  const texts = new Map<string, Outgoing>()
  return {
    all: async () => [...texts.values()],
    put: async (text) => void texts.set(text.key, text),
    remove: async (key) => void texts.delete(key),
  }
}
