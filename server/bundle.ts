import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
const outDir = join(root, '.output/server')
const migrations = join(root, 'server/store/migrations')

/** One JavaScript file of the server, with the migrations beside it; packages stay in node_modules. */
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  build: { ssr: 'server/main.ts', outDir, emptyOutDir: true, target: 'node22', sourcemap: true },
})
if (existsSync(migrations)) cpSync(migrations, join(outDir, 'migrations'), { recursive: true })
console.log(`Server: ${join(outDir, 'main.js')}`)
