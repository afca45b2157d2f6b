import type { Surface } from './router.ts'

/** What is open to everybody, each in a file of its own. lib/stacks/public-stack.ts has a route for the path of each. */
export const surfaces: Surface[] = []
