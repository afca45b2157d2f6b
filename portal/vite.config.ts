import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// index.html names the build: `npm start` and a deployment give it, whoever works on the page has none.
process.env.VITE_BUILD ??= 'development'

/** Where `npm start` has the API and config.json; for `vite` alone, while somebody works on the page. */
const running = () => {
  try {
    return String(JSON.parse(readFileSync(here('../.local/endpoints.json'), 'utf8')).portal)
  } catch {
    return 'http://127.0.0.1:4000'
  }
}

const worker = 'service-worker'

/** Tells the service worker the build, and the paths of all that it keeps. */
const tellWorker = (): Plugin => ({
  name: 'tell-worker',
  apply: 'build',
  enforce: 'post',
  generateBundle: (_, bundle) => {
    const chunk = bundle[`${worker}.js`]
    if (chunk?.type !== 'chunk') throw new Error('There is no service worker.')
    const made = Object.keys(bundle).filter((file) => /^assets\/.*\.(js|css)$/.test(file))
    const files = [...made, ...readdirSync(here('public'))].map((file) => `/${file}`)
    const shell = { build: process.env.VITE_BUILD, files }
    chunk.code = `const shell = ${JSON.stringify(shell)};\n${chunk.code}`
  },
})

export default defineConfig({
  plugins: [tellWorker()],
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
    rolldownOptions: {
      input: { index: here('index.html'), [worker]: here('worker/service-worker.ts') },
      output: {
        // Browsers ask for the worker by one name for ever.
        entryFileNames: ({ name }) => (name === worker ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})
