import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { builtExtension } from '../../server/demo/extension.ts'
import { filesLoadedBy } from '../support/bundle.ts'
import type { Figure, Group } from '../support/figures.ts'

/** 1 kB is 1,000 bytes. */
const gzKb = (files: string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) / 1_000

const size = (id: string, what: string, files: string[], targetKb: number): Figure => {
  const value = Number(gzKb(files).toFixed(3))
  return { id, what, value, unit: 'kB gz', target: targetKb, n: 1, holds: value <= targetKb }
}

/** Sizes of what the built extension loads, each file compressed for itself. */
export const extension: Group = {
  about: 'sizes of the built extension, each file compressed for itself by gzip -9',
  parts: {
    'content script': async () => {
      const file = join(await builtExtension(), 'record.js')
      if (!existsSync(file)) throw new Error(`The build holds no ${basename(file)}.`)
      return [size('P5', 'micro content script', [file], 1)]
    },
    sidebar: async ({ progress }) => {
      const files = filesLoadedBy(await builtExtension(), 'sidebar.html')
      for (const file of files) progress(`${basename(file)} ${gzKb([file]).toFixed(1)} kB`)
      return [
        size('P6', 'sidebar bundle: its page, its styles and every script that is loaded before it shows', files, 160),
      ]
    },
  },
}
