import react from '@vitejs/plugin-react'
import { defineConfig } from 'wxt'
import { GECKO_ID } from './shared/extensionId.ts'

/** The public half of a key whose private half was thrown away: it pins the extension's id, wherever it is loaded from. */
const PUBLIC_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA2HQ+lVvAo1+JXWOhIWuK/JSztpumlRQOF+16wZJ8C+giYWirTkERPNtVaPlmmLJCLiU2QyUIDS9Z/gykdKM0ieqbzw+GcOOAv/8G9OzpIC+lVR/ITeQQY2Hhoh6MDoSrFRX2PFw3btyM63HGxR/PVe798s+XwWqtdGJMgRYZDYSnhTWyl9yzzH9yiJqHoOHE2FVSZd4Hfzh7bQZ79tuhPBwnSqNCiuPYS6b93pb7/XIlpbuuPdUWufUMAOAT/MNJHYAuWrwguXWY0xNuJHa+xrHJHJA4avBpiQdK4TCi8PjwbiYGaK3QeIP/tmlz2f3Ntue0iabMCm/VH5ABHQyhyQIDAQAB'

const ICONS = { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' }
const EVERY_PAGE = ['http://*/*', 'https://*/*']

/** Nothing but our own files runs. The server's address is the user's own choice, so any may be connected to. */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self' http: https: ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const SCRIPT = 'virtual:wxt-unlisted-script-entrypoint?'

/** WXT wraps scripts to tell a console of crashes that it leaves out of what it builds: an eighth of ours, for nothing. */
const bareScripts = {
  name: 'baton:bare-scripts',
  transform: (_: string, id: string) =>
    id.includes(SCRIPT) ? `import script from ${JSON.stringify(id.split(SCRIPT)[1])}\nscript.main()` : undefined,
}

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  imports: false,
  manifestVersion: 3,
  vite: () => ({ plugins: [react(), bareScripts], build: { modulePreload: { polyfill: false } } }),
  manifest: ({ browser }) => ({
    name: 'Baton',
    description: 'Carries every sales handoff from a signal to a first touch, on top of your CRM.',
    // No host at installation: each CRM and the server are asked for when they are switched on.
    permissions: ['storage', 'alarms', 'scripting', 'identity'],
    optional_host_permissions: EVERY_PAGE,
    icons: ICONS,
    action: { default_title: 'Baton', default_icon: ICONS },
    content_security_policy: { extension_pages: CSP },
    // A static address: a changing one fails in pages with a cross-origin embedder policy.
    web_accessible_resources: [{ resources: ['sidebar.html'], matches: EVERY_PAGE }],
    ...(browser === 'firefox'
      ? { browser_specific_settings: { gecko: { id: GECKO_ID, strict_min_version: '128.0' } } }
      : { key: PUBLIC_KEY, minimum_chrome_version: '120' }),
  }),
})
