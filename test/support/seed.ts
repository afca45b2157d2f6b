import fc from 'fast-check'

/** Generated inputs are the same in each `npm test`, so that a build says the same twice; `npm run test:fuzz` takes new ones. */
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 1) })
