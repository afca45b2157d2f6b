// Holds the OpenAPI document against redocly's recommended rules and spectral's rules for OpenAPI. `npm run check` runs
// it: any error or warning fails.
import { createConfig, lintFromString } from '@redocly/openapi-core'
import spectralCore from '@stoplight/spectral-core'
import spectralRulesets from '@stoplight/spectral-rulesets'
import { openApiDocument } from '#contract/document/document.ts'

const document = openApiDocument()

const redocly = async (): Promise<string[]> => {
  const config = await createConfig({ extends: ['recommended'], telemetry: 'off' })
  const problems = await lintFromString({ source: JSON.stringify(document), config })
  return problems.map(
    ({ severity, ruleId, message, location: [at] }) =>
      `redocly ${severity} ${ruleId} ${at?.pointer}: ${message}`,
  )
}

const spectral = async (): Promise<string[]> => {
  const linter = new spectralCore.Spectral()
  linter.setRuleset({ extends: [[spectralRulesets.oas, 'recommended']] } as never)
  const problems = await linter.run(structuredClone(document) as never)
  return problems.map(
    ({ severity, code, path, message }) => `spectral ${severity} ${code} ${path.join('/')}: ${message}`,
  )
}

const problems = [...(await redocly()), ...(await spectral())]
for (const problem of problems) console.error(problem)
console.info(`The OpenAPI document: ${problems.length} errors and warnings of redocly and spectral.`)
if (problems.length > 0) process.exitCode = 1
