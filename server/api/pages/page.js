// @ts-check
// The two pages that a sign-in link opens. The link's secret is read from behind the # and lives in this variable alone: it is
// never put into the page, into storage, or into an address that is sent.

const token = location.hash.slice(1)
const asked = new URLSearchParams(location.search)
const main = /** @type {HTMLElement} */ (document.querySelector('main'))
const ROLES = { rep: 'Rep', manager: 'Manager', revops: 'RevOps', admin: 'Admin' }

/** @typedef {import('../../../shared/consent.ts').LinkView} LinkView */
/** @typedef {import('../../../shared/problem.ts').Problem} Problem */
/** @typedef {{ kind: 'done', answer: any } | { kind: 'problem', problem: Problem } | { kind: 'silent' }} Outcome */

/** @param {string} path @param {object} body @returns {Promise<Outcome>} */
const ask = async (path, body) => {
  try {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body), credentials: 'omit' })
    const told = await answer.json()
    if (answer.ok) return { kind: 'done', answer: told }
    return typeof told?.title === 'string' ? { kind: 'problem', problem: told } : { kind: 'silent' }
  } catch {
    return { kind: 'silent' }
  }
}

/** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
const element = (tag, attributes, ...children) => {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** @param {...(Node | string)} children */
const text = (...children) => element('p', {}, ...children)
/** @param {...(Node | string)} children */
const quiet = (...children) => element('p', { class: 'quiet' }, ...children)

/** @param {string} label @param {string} look @param {() => unknown} press */
const button = (label, look, press) => {
  const made = element('button', { type: 'button', 'data-look': look }, label)
  made.addEventListener('click', () => void press())
  return made
}

/** Shows one state in place of another. Its heading takes the focus, so that it is read aloud.
 *  @param {string | (Node | string)[]} heading @param {...Node} rest */
const show = (heading, ...rest) => {
  const title = element('h1', { tabindex: '-1' }, ...[heading].flat())
  main.replaceChildren(title, ...rest)
  document.title = `${title.textContent} · Baton`
  title.focus({ preventScroll: true })
}

/** A button that copies, and says that it has. @param {string} label @param {string} look @param {() => string} what */
const copying = (label, look, what) => {
  const told = element('span', { role: 'status', class: 'told' })
  const press = async () => {
    const done = await navigator.clipboard.writeText(what()).then(
      () => true,
      () => false,
    )
    told.textContent = done ? 'Copied.' : 'Your browser did not let it be copied. Select it, then copy it by hand.'
  }
  return element('div', { class: 'row' }, button(label, look, press), told)
}

/** @param {string} iso @param {Intl.DateTimeFormatOptions} options */
const when = (iso, options) => new Intl.DateTimeFormat('en', options).format(new Date(iso))
const TIME = /** @type {const} */ ({
  hour: 'numeric',
  minute: '2-digit',
  hourCycle: new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hourCycle,
})
const DAY = /** @type {const} */ ({ weekday: 'long', day: 'numeric', month: 'long', ...TIME })

/** What does not work any more is taken out of the address, and so out of the browser's history. */
const forget = () => history.replaceState(null, '', location.pathname + location.search)

/** @param {Exclude<Outcome, { kind: 'done' }>} failure @param {() => unknown} again */
const showFailure = (failure, again) => {
  const isOver = failure.kind === 'problem' && failure.problem.status < 500
  if (isOver) forget()
  const title = failure.kind === 'silent' ? 'Baton’s server does not answer' : failure.problem.title
  const detail =
    failure.kind === 'silent'
      ? 'Check your connection. The link was not used up.'
      : failure.problem.status < 500
        ? (failure.problem.detail ?? '')
        : 'The link was not used up. Try again in a moment; if it stays, tell whoever runs Baton.'
  show(title, text(detail), ...(isOver ? [] : [element('div', { class: 'row' }, button('Try again', 'main', again))]))
}

/** @param {LinkView} view */
const whoOf = ({ person, workspace }) => `${ROLES[person.role]} in ${workspace} · ${person.email}`
/** @param {LinkView} view */
const howLong = ({ until }) => `The link works once, until ${when(until, DAY)}.`

/** @param {LinkView} view */
const showInvitation = (view) => {
  const from = view.invitedBy ?? 'Baton'
  const title = view.kind === 'invite' && view.invitedBy !== null ? `${from} invites you to Baton` : 'Sign in to Baton'
  show(
    title,
    text(
      element('b', {}, view.person.name),
      document.createElement('br'),
      element('span', { class: 'quiet' }, whoOf(view)),
    ),
    element(
      'ol',
      {},
      element('li', {}, 'Add the Baton extension to your browser, if it is not there yet.'),
      element('li', {}, 'Press its icon in the toolbar, then «Sign in».'),
      element('li', {}, 'Paste the address of this page.'),
    ),
    copying('Copy the address', 'main', () => location.href),
    quiet(`${howLong(view)} Whoever has it can sign in as you, so keep it to yourself.`),
  )
}

/** @param {LinkView} view */
const showConsent = (view) => {
  const device = asked.get('device') ?? 'a browser'
  /** @param {HTMLElement} pressed */
  const allow = async (pressed) => {
    if (pressed.getAttribute('aria-disabled') === 'true') return
    pressed.setAttribute('aria-disabled', 'true')
    const redirect = asked.get('redirect_uri')
    const challenge = asked.get('code_challenge')
    const outcome = await ask('/authorize/allow', { token, challenge, state: asked.get('state'), device, redirect })
    if (outcome.kind !== 'done') return showFailure(outcome, () => look(showConsent))
    forget()
    if ('redirect' in outcome.answer) {
      show(`You are ${view.person.name}`, text('Going back to Baton… This window closes by itself.'))
      return location.replace(outcome.answer.redirect)
    }
    showCode(view, outcome.answer)
  }
  const yes = button('Allow', 'main', () => allow(yes))
  show(
    [element('span', { class: 'small' }, `Baton on ${device} wants to work as`), ' ', view.person.name],
    quiet(whoOf(view)),
    element('div', { class: 'row' }, yes, button('Not me', 'plain', refuse)),
    quiet(view.invitedBy === null ? howLong(view) : `${view.invitedBy} sent you this link. ${howLong(view)}`),
  )
}

/** RFC 6749, 4.1.2.1. The link stays as it is. */
const refuse = () => {
  forget()
  const redirect = asked.get('redirect_uri')
  if (redirect !== null)
    return location.replace(
      `${redirect}?${new URLSearchParams({ error: 'access_denied', state: asked.get('state') ?? '' })}`,
    )
  show(
    'Nobody was signed in',
    text('If this link is not for you, tell whoever sent it: they can end it. You can close this page.'),
  )
}

/** @param {LinkView} view @param {{ code: string, until: string }} answer */
const showCode = (view, { code, until }) => {
  const over = setTimeout(
    () =>
      show(
        'This code has ended',
        text('A code works for five minutes. The link still works.'),
        element(
          'div',
          { class: 'row' },
          button('Show the sign-in again', 'main', () => look(showConsent)),
        ),
      ),
    Math.max(0, Date.parse(until) - Date.now()),
  )
  addEventListener('pagehide', () => clearTimeout(over), { once: true })
  const spelt = code.replaceAll(/(\w)(?=\w)/g, '$1 ').replace('-', ', ')
  show(
    'Type this code into Baton’s settings',
    element(
      'p',
      { class: 'code' },
      element('span', { 'aria-hidden': 'true' }, code),
      element('span', { class: 'unseen' }, spelt),
    ),
    copying('Copy the code', 'plain', () => code),
    quiet(`It signs in ${view.person.name}, once, until ${when(until, TIME)}. Then you can close this page.`),
  )
}

/** @param {(view: LinkView) => void} then */
const look = async (then) => {
  const outcome = await ask('/authorize/look', { token })
  if (outcome.kind === 'done') then(outcome.answer)
  else showFailure(outcome, () => look(then))
}

const isConsent = document.body.dataset.page === 'authorize'
if (token !== '') void look(isConsent ? showConsent : showInvitation)
else if (isConsent)
  show('The sign-in link is missing', text('Go back to Baton’s settings and paste your link there again.'))
else
  show(
    'This link is not complete',
    text('The part behind the # is missing. Copy the whole address that you were sent, and open it again.'),
  )
