import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { invitePerson } from '../../server/actions/invitePerson.ts'
import { createSignInLink } from '../../server/actions/signIn.ts'
import { signInPage } from '../../shared/session.ts'
import type { Running } from './running.ts'
import { newVerifier, OUR_REDIRECT, redeem } from './signIn.ts'

/** A state of the two pages that a sign-in link opens: how it comes about, and the heading that it shows. */
export type PageState = { name: string; heading: RegExp; open: (page: Page, running: Running) => Promise<unknown> }

/** A link for a new colleague, whom an admin invited. */
export const invited = async ({ world }: Running): Promise<{ token: string; workspace: string }> => {
  const { id, as } = await world.workspace({ name: 'Acme' })
  const input = { name: 'Ana Ruiz', email: 'ana.ruiz@acme.example', role: 'rep', teamId: 'inbound' } as const
  const link = await invitePerson(world.env, as('ruth'), input)
  if ('trouble' in link) throw new Error(link.trouble)
  return { token: link.token, workspace: id }
}

const setUp = async ({ world }: Running): Promise<string> => {
  const { id } = await world.workspace({ name: 'Acme' })
  return world.read(id, (tx) => createSignInLink(world.env, tx, 'ruth', 'setup'))
}

export const consentAddress = (running: Running, token: string, redirect: string | null, way = newVerifier()): string =>
  signInPage(
    { server: running.server.url, token },
    { challenge: way.challenge, state: 'state', redirect, device: 'Chrome on Linux' },
  )
const link = ({ server }: Running, token: string) => `${server.url}/link#${token}`

const consent = async (page: Page, running: Running, redirect: string | null = null) => {
  const { token } = await invited(running)
  await page.goto(consentAddress(running, token, redirect))
  return token
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Opens the page of a link to which this has happened. */
const after =
  (happens: (running: Running, token: string, workspace: string) => Promise<unknown>) =>
  async (page: Page, running: Running) => {
    const { token, workspace } = await invited(running)
    await happens(running, token, workspace)
    await page.goto(consentAddress(running, token, OUR_REDIRECT))
  }
const change = (set: string) =>
  after(({ world }, _, workspace) => world.read(workspace, ({ db }) => db.execute(sql.raw(set))))
const answering = (answer: 'nothing' | 'fault' | 'late', path: string) => async (page: Page) => {
  await page.route(`**/authorize/${path}`, async (route) => {
    if (answer === 'nothing') return route.abort()
    if (answer === 'late') return
    const body = { type: 'urn:baton:problem:unavailable', title: 'The database does not answer', status: 503 }
    return route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(body) })
  })
}

export const PAGE_STATES: PageState[] = [
  {
    name: 'invitation',
    heading: /^Ruth Adeyemi invites you to Baton$/,
    open: async (page, running) => page.goto(link(running, (await invited(running)).token)),
  },
  {
    name: 'set-up',
    heading: /^Sign in to Baton$/,
    open: async (page, running) => page.goto(link(running, await setUp(running))),
  },
  {
    name: 'incomplete',
    heading: /^This link is not complete$/,
    open: (page, { server }) => page.goto(`${server.url}/link`),
  },
  {
    name: 'consent',
    heading: /^Baton on Chrome on Linux wants to work as Ana Ruiz$/,
    open: (page, running) => consent(page, running, OUR_REDIRECT),
  },
  {
    name: 'no-token',
    heading: /^The sign-in link is missing$/,
    open: (page, running) => page.goto(consentAddress(running, '', OUR_REDIRECT)),
  },
  {
    name: 'pairing',
    heading: /^Type this code into Baton’s settings$/,
    open: async (page, running) => {
      await consent(page, running)
      await press(page, 'Allow')
    },
  },
  {
    name: 'not-me',
    heading: /^Nobody was signed in$/,
    open: async (page, running) => {
      await consent(page, running)
      await press(page, 'Not me')
    },
  },
  {
    name: 'unknown',
    heading: /^There is no such link$/,
    open: (page, running) => page.goto(link(running, `acme.${'x'.repeat(43)}`)),
  },
  {
    name: 'used',
    heading: /^The link was used before$/,
    open: after(({ world }, token) => redeem(world.env, token)),
  },
  {
    name: 'expired',
    heading: /^The link has expired$/,
    open: change('update links set expires_at = baton_now()'),
  },
  {
    name: 'withdrawn',
    heading: /^The link was withdrawn$/,
    open: change('update links set revoked_at = baton_now()'),
  },
  {
    name: 'silent',
    heading: /^Baton’s server does not answer$/,
    open: async (page, running) => {
      await answering('nothing', 'look')(page)
      await consent(page, running)
    },
  },
  {
    name: 'fault',
    heading: /^The database does not answer$/,
    open: async (page, running) => {
      await answering('fault', 'allow')(page)
      await consent(page, running)
      await press(page, 'Allow')
    },
  },
  {
    name: 'refused',
    heading: /^This is not Baton’s own address$/,
    open: (page, running) => page.goto(consentAddress(running, 'x', 'https://evil.example/')),
  },
]

/** The page while its answer takes its time. */
export const openWaiting = async (page: Page, running: Running): Promise<void> => {
  await answering('late', 'look')(page)
  await consent(page, running)
}
