/**
 * Takes the place of node:process in the bundles. An import of that reads whatever it exports, and `stdin` among it
 * opens the standard input: 4 ms of CPU.
 */
export default process
export const { env, versions } = process
