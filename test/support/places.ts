import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DatabaseAddress, openDatabase } from '../../server/store/database.ts'
import { freshDatabase, migrated } from './world.ts'

export type Places = {
  /** An empty, migrated database that another process can open too. */
  make(): Promise<DatabaseAddress>
  remove(): Promise<void>
}

/** Databases that outlive a process: folders, copied from one that is made once, or databases of the suite's PostgreSQL. */
export const makePlaces = async (): Promise<Places> => {
  const removals: (() => Promise<unknown>)[] = []
  const remove = async () => {
    for (const each of removals) await each()
  }
  if (process.env.BATON_TEST_DATABASE_URL !== undefined) {
    const make = async () => {
      const place = await freshDatabase()
      removals.push(place.remove)
      return place.address
    }
    return { make, remove }
  }
  const folder = await mkdtemp(join(tmpdir(), 'baton-places-'))
  removals.push(() => rm(folder, { recursive: true, force: true }))
  const template = join(folder, 'template')
  await (await openDatabase({ kind: 'embedded', folder: template, ...(await migrated()) })).close()
  let count = 0
  const make = async (): Promise<DatabaseAddress> => {
    const own = join(folder, String((count += 1)))
    // The lock's socket stays behind: it belongs to the folder that it was made in.
    await cp(join(template, 'pg'), join(own, 'pg'), { recursive: true })
    return { kind: 'embedded', folder: own }
  }
  return { make, remove }
}
