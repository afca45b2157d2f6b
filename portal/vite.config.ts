import { readFileSync } from 'node:fs'
import { defineConfig } from 'vite'

/** Where `npm start` has the API and config.json; for `vite` alone, while somebody works on the page. */
const running = () => {
  try {
    const file = new URL('../.local/endpoints.json', import.meta.url)
    return String(JSON.parse(readFileSync(file, 'utf8')).portal)
  } catch {
    return 'http://127.0.0.1:4000'
  }
}

export default defineConfig({
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/v1': running(), '/config.json': running() },
  },
  build: {
    // What the oldest supported browsers know: light-dark(), :has(), Promise.withResolvers.
    target: ['chrome123', 'firefox121', 'safari17.5'],
    modulePreload: { polyfill: false },
    // An inlined file would be a data: address, which the page's policy refuses for most kinds.
    assetsInlineLimit: 0,
    manifest: true,
    sourcemap: true,
    emptyOutDir: true,
    reportCompressedSize: false,
  },
})
