// Adds up the reports of the suites. Ends with 1 when anything failed, or was skipped while CI is set.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const [dir] = process.argv.slice(2)
let passed = 0
let failed = 0
/** What failed, last of all: whoever reads only the end of a log still learns it. */
const told = []
for (const file of readdirSync(dir).filter((name) => name.endsWith('.code'))) {
  const suite = file.slice(0, -'.code'.length)
  const code = readFileSync(join(dir, file), 'utf8').trim()
  const report = join(dir, `${suite}.json`)
  if (code === '') continue
  if (!existsSync(report)) {
    // No report: it counts as one, and only `check` may pass without.
    const good = code === '0' && suite === 'check'
    if (good) passed += 1
    else failed += 1
    console.log(`${suite}: ${good ? 'passed' : `ended with ${code} and no report`}`)
    continue
  }
  const sums = JSON.parse(readFileSync(report, 'utf8'))
  const skipped = sums.numPendingTests + sums.numTodoTests
  // A file that could not even be loaded, or an ending without a failed test, is a failure that no test counts.
  const unloaded = sums.testResults.filter(
    (one) => one.status === 'failed' && one.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  let bad = sums.numFailedTests + unloaded + (process.env.CI ? skipped : 0)
  if (bad === 0 && (code !== '0' || sums.numPassedTests === 0)) {
    bad = 1
    told.push(`FAILED ${suite}: it ended with ${code}, though no test failed; its «Unhandled Errors» above say why`)
  }
  passed += sums.numPassedTests
  failed += bad
  console.log(`${suite}: ${sums.numPassedTests} passed, ${bad} failed, ${skipped} skipped`)
  for (const one of sums.testResults.filter(({ status }) => status === 'failed')) {
    told.push(`FAILED ${one.name.split('/test/').at(-1)} ${one.message.slice(0, 600)}`)
    for (const test of one.assertionResults.filter(({ status }) => status === 'failed')) {
      told.push(`  ${test.fullName}`, ...test.failureMessages.map((message) => `    ${message.slice(0, 1_200)}`))
    }
  }
}
for (const line of told) console.log(line)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
