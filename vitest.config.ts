import { defineConfig } from 'vitest/config'

const onPostgres = process.env.BATON_TEST_DB === 'postgres'
/** A busy machine is slow, not wrong: time is measured by benchmarks alone. */
const UNTIMED = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 20_000 } } }
const IN_BROWSER = { ...UNTIMED, testTimeout: 120_000, hookTimeout: 120_000 }
/** Where the flows' databases come from. */
const databaseSetup = [onPostgres ? 'test/support/postgres.ts' : 'test/support/image.ts']

export default defineConfig({
  test: {
    // Half of a suite's time is waiting: for a kill, a frame, half a second of plain sight.
    maxWorkers: 2,
    projects: [
      { test: { name: 'structure', include: ['test/structure.test.ts', 'test/support/*.test.ts'], ...UNTIMED } },
      { test: { name: 'domain', include: ['test/domain/**/*.test.ts'], ...UNTIMED } },
      {
        test: {
          name: 'flows',
          include: ['test/flows/**/*.test.ts'],
          globalSetup: databaseSetup,
          ...UNTIMED,
        },
      },
      {
        test: {
          name: 'api',
          include: ['test/api/**/*.test.ts'],
          globalSetup: databaseSetup,
          ...UNTIMED,
        },
      },
      { test: { name: 'extension', include: ['test/extension/**/*.test.{ts,tsx}'], ...UNTIMED } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/hostile-*.test.ts'],
          globalSetup: ['test/support/browser.ts', 'test/support/image.ts'],
          ...IN_BROWSER,
        },
      },
      {
        test: {
          name: 'hostile',
          include: ['test/e2e/hostile-*.test.ts'],
          globalSetup: ['test/support/browser.ts'],
          ...IN_BROWSER,
        },
      },
      {
        test: {
          name: 'odoo',
          include: ['test/odoo/**/*.test.ts'],
          globalSetup: ['test/support/browser.ts'],
          fileParallelism: false,
          ...IN_BROWSER,
        },
      },
    ],
  },
})
