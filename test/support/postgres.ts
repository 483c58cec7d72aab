import { startCluster } from './cluster.ts'

/** Starts one PostgreSQL for a whole run of the suites, and tells them where it is. */
export const setup = async (): Promise<() => Promise<void>> => {
  const cluster = await startCluster()
  process.env.BATON_TEST_DATABASE_URL = cluster.url
  process.env.BATON_TEST_ADMIN_URL = cluster.adminUrl
  return cluster.stop
}
