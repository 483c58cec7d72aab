/** What each command does: its steps in order, each a list of arguments for Node. What is typed after `--` goes to the last
 *  step. `needs`: without these variables there is nothing to run against. `always`: every step runs, whatever failed before. */
const vitest = (...projects) => [
  'node_modules/vitest/vitest.mjs',
  'run',
  ...projects.map((name) => `--project=${name}`),
]

export const TASKS = {
  start: { steps: [['server/demo/start.ts']] },
  serve: { steps: [['server/main.ts']] },
  test: { steps: [vitest('structure', 'domain', 'flows', 'api', 'extension', 'e2e')] },
  'test:hostile': { steps: [vitest('hostile')] },
  'test:pg': { steps: [vitest('flows', 'api')], env: { BATON_TEST_DB: 'postgres' } },
  'test:odoo': {
    steps: [vitest('odoo')],
    needs: ['ODOO_URL', 'ODOO_DB', 'ODOO_LOGIN', 'ODOO_PASSWORD', 'ODOO_API_KEY'],
  },
  'test:long': { steps: [['test/support/long.ts']] },
  bench: { steps: [['test/bench/run.ts']] },
  check: {
    always: true,
    steps: [
      ['node_modules/oxfmt/bin/oxfmt', '--check'],
      ['node_modules/oxlint/bin/oxlint', '--deny-warnings'],
      ['node_modules/typescript/bin/tsc', '-p', '.'],
      ['node_modules/knip/bin/knip.js'],
      // The oracles step through minutes for minutes; `npm test` runs them.
      [...vitest('structure', 'domain'), '--exclude=**/*-oracle.test.ts'],
    ],
  },
  build: {
    steps: [
      ['node_modules/wxt/bin/wxt.mjs', 'zip'],
      ['node_modules/wxt/bin/wxt.mjs', 'zip', '-b', 'firefox'],
      ['server/bundle.ts'],
    ],
  },
}
