import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesLoadedBy } from './bundle.ts'

test('what a page loads at once is counted once each, and what it may load later is not', () => {
  const dir = mkdtempSync(join(tmpdir(), 'baton-bundle-'))
  mkdirSync(join(dir, 'chunks'))
  const write = (name: string, text: string) => writeFileSync(join(dir, name), text)
  write(
    'sidebar.html',
    '<link rel="modulepreload" crossorigin href="/chunks/react.js"><link rel="stylesheet" href="/chunks/ui.css">' +
      '<link rel="icon" href="/icon.png"><script type="module" crossorigin src="/chunks/sidebar.js"></script>',
  )
  write('chunks/sidebar.js', 'import{a}from"./react.js";export{b}from"./shared.js";a();import("./later.js")')
  write('chunks/react.js', 'import"./shared.js";export const a=()=>1')
  write('chunks/shared.js', 'export const b=2')
  write('chunks/later.js', '')
  write('chunks/ui.css', '')
  const names = filesLoadedBy(dir, 'sidebar.html').map((file) => file.slice(dir.length + 1))
  expect(names.toSorted()).toEqual([
    'chunks/react.js',
    'chunks/shared.js',
    'chunks/sidebar.js',
    'chunks/ui.css',
    'sidebar.html',
  ])
})
