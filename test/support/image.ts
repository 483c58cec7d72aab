import { PGlite } from '@electric-sql/pglite'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../server/store/database.ts'

/** Migrates one embedded database for a whole run of the suites and dumps it: every test begins with its image, in a fifth of the time. */
export const setup = async (): Promise<() => Promise<void>> => {
  if (process.env.BATON_TEST_IMAGE !== undefined) return async () => {}
  const folder = await mkdtemp(join(tmpdir(), 'baton-image-'))
  await (await openDatabase({ kind: 'embedded', folder })).close()
  const client = await PGlite.create(join(folder, 'pg'))
  const dumped = await client.dumpDataDir('none')
  await client.close()
  const file = join(folder, 'image.tar')
  await writeFile(file, new Uint8Array(await dumped.arrayBuffer()))
  process.env.BATON_TEST_IMAGE = file
  return () => rm(folder, { recursive: true, force: true })
}
