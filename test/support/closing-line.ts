import type { Reporter, TestModule } from 'vitest/node'

/** Says at the very end how it went, in a line that scripts can read. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    )
    const broken = modules.filter((module) => module.errors().length > 0).length
    const count = (state: string) => states.filter((one) => one === state).length
    const failed = count('failed') + broken + errors.length
    const skipped = count('skipped') > 0 ? `, ${count('skipped')} skipped` : ''
    // After the other reporters have said their last.
    process.on('exit', () => console.log(`${count('passed')} passed, ${failed} failed${skipped}`))
  }
}
