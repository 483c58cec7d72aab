import { cpSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
const outDir = join(root, '.output/server')
/** Folders that are read as files, beside the bundle as they are beside their source. */
const FOLDERS = ['server/store/migrations', 'server/api/pages']

/** One JavaScript file of the server, with what it reads beside it; packages stay in node_modules. */
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  build: { ssr: 'server/main.ts', outDir, emptyOutDir: true, target: 'node22', sourcemap: true },
})
for (const folder of FOLDERS) cpSync(join(root, folder), join(outDir, basename(folder)), { recursive: true })
console.log(`Server: ${join(outDir, 'main.js')}`)
