import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { CHROME_ID, GECKO_ID } from '../../shared/extensionId.ts'

const root = join(import.meta.dirname, '../..')
const ICONS = { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' }
const ANY_PAGE = ['http://*/*', 'https://*/*']

/** All that both browsers are asked for. A new permission, host or resource has to be written here too. */
const EITHER = {
  manifest_version: 3,
  name: 'Baton',
  version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  description: 'Carries every sales handoff from a signal to a first touch, on top of your CRM.',
  icons: ICONS,
  permissions: ['storage', 'alarms', 'scripting', 'identity'],
  optional_host_permissions: ANY_PAGE,
  web_accessible_resources: [{ resources: ['sidebar.html'], matches: ANY_PAGE }],
  content_security_policy: {
    extension_pages:
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
      "connect-src 'self' http: https: ws: wss:; base-uri 'none'; form-action 'none'",
  },
  action: { default_title: 'Baton', default_icon: ICONS, default_popup: 'popup.html' },
  options_ui: { page: 'options.html', open_in_tab: true },
}

/** Builds beside the tests' own process, which is no production and would be built for as one. */
const built = async (browser: 'chrome' | 'firefox', outDir: string): Promise<Record<string, unknown>> => {
  const script = `import { build } from 'wxt'; await build(${JSON.stringify({ root, browser, manifestVersion: 3, outDir })})`
  const { NODE_ENV: _, VITEST: __, ...env } = process.env
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: root, env })
  return JSON.parse(await readFile(join(outDir, `${browser}-mv3`, 'manifest.json'), 'utf8')) as Record<string, unknown>
}

describe('the built manifest asks for exactly this and nothing more', () => {
  let chrome: Record<string, unknown>
  let firefox: Record<string, unknown>
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'baton-manifest-'))
    ;[chrome, firefox] = await Promise.all([built('chrome', folder), built('firefox', folder)])
    await rm(folder, { recursive: true })
  }, 60_000)

  test('in Chrome', () => {
    expect(chrome).toEqual({
      ...EITHER,
      key: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
      minimum_chrome_version: '120',
      background: { service_worker: 'background.js' },
    })
  })

  test('in Firefox', () => {
    expect(firefox).toEqual({
      ...EITHER,
      browser_specific_settings: { gecko: { id: GECKO_ID, strict_min_version: '128.0' } },
      background: { scripts: ['background.js'] },
    })
  })

  test('and the key gives the id that others rely on', () => {
    const digest = createHash('sha256')
      .update(Buffer.from(String(chrome.key), 'base64'))
      .digest('hex')
    const id = digest
      .slice(0, 32)
      .replaceAll(/[0-9a-f]/g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    expect(id).toBe(CHROME_ID)
  })
})
