import type { App } from '#domain/app.ts'
import { atNeed } from '../at-need.ts'

/** Templates in Liquid. Its parser is loaded at the first template: most texts are written by hand. */
export const rendererAtNeed = (): App['renderer'] => {
  const liquid = atNeed(async () => (await import('./renderer.ts')).createRenderer())
  return {
    read: async (body) => (await liquid()).read(body),
    fill: async (body, facts) => (await liquid()).fill(body, facts),
  }
}
