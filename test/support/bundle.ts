import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'

/** Paths of a built page and of all that it loads at once: its scripts with their static imports, preloads and styles. */
export const filesLoadedBy = (dir: string, page: string): string[] => {
  const found = new Set([join(dir, page)])
  const html = readFileSync(join(dir, page), 'utf8')
  for (const [, address] of html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.(?:js|css))"/g)) {
    addWithImports(found, dir, address!.startsWith('/') ? join(dir, address!) : join(dir, dirname(page), address!))
  }
  return [...found]
}

const addWithImports = (found: Set<string>, dir: string, file: string): void => {
  if (found.has(file)) return
  found.add(file)
  if (!file.endsWith('.js')) return
  for (const address of staticImports(readFileSync(file, 'utf8'))) {
    addWithImports(found, dir, address.startsWith('/') ? join(dir, address) : join(dirname(file), address))
  }
}

const staticImports = (code: string): string[] => {
  const { staticImports: imports, staticExports } = parseSync('chunk.js', code).module
  const exported = staticExports.flatMap((statement) =>
    statement.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
  )
  return [...imports.map((statement) => statement.moduleRequest.value), ...exported]
}
