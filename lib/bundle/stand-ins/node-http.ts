/**
 * Takes the place of node:http in the bundles. An import of that reads whatever it exports, and for `WebSocket` Node
 * then loads a whole HTTP client of its own: 20 ms of CPU that nobody uses.
 */
const http = process.getBuiltinModule('node:http')

export default http
export const { Agent, request, STATUS_CODES } = http
