/** `card`: the sidebar's address. `between`: a page of another origin that holds what is named behind its `#`. */
type Where = { card: string; between: string }

/** `nested`: inside of a frame of the CRM's page, or in a window of its own. `elsewhere`: in a page that is no CRM's. `beside ours`: a
 *  second card in the CRM's own page. `unanswered`: the same, and the worker takes it for none of ours. `embed` runs in the page. */
export type Embedding = {
  name: string
  on: 'nested' | 'elsewhere' | 'beside ours' | 'unanswered'
  embed: (where: Where) => void
  /** What Baton shows there, with whatever it says to a press. */
  shows: RegExp
}

const NOTHING = /^Handoff\s+Baton shows this only in your CRM/
const SECOND = /cannot tell whether this card is its own/
/** Its head, and what stands for the rest while nobody answers; or the browser opens no such spelling, as some versions do not. */
const UNANSWERED = /^Handoff|^refused by the browser$/

const place = 'position:fixed;left:20px;top:120px;width:336px;height:560px'

/** A frame of these attributes, beside ours, with this behind the card's address. */
const beside = (attributes: string, behind = ''): ((where: Where) => void) =>
  new Function(
    'where',
    `document.body.insertAdjacentHTML('beforeend', '<iframe id="second" ${attributes} style="${place}"></iframe>')
     document.body.lastElementChild.src = where.card + '${behind}'`,
  ) as (where: Where) => void

export const EMBEDDINGS: Embedding[] = [
  {
    name: 'a frame of another origin, such as a mail’s',
    on: 'nested',
    shows: NOTHING,
    embed: ({ card, between }) => {
      const frame = document.createElement('iframe')
      frame.style.cssText = 'position:fixed;left:20px;top:120px;width:400px;height:600px'
      frame.src = `${between}#${card}`
      document.body.append(frame)
    },
  },
  {
    name: 'a frame of the CRM’s own origin',
    on: 'nested',
    shows: NOTHING,
    embed: ({ card }) => {
      const frame = document.createElement('iframe')
      frame.style.cssText = 'position:fixed;left:20px;top:120px;width:400px;height:600px'
      document.body.append(frame)
      const inner = frame.contentDocument?.createElement('iframe')
      if (inner === undefined) return
      inner.src = card
      inner.style.cssText = 'width:336px;height:560px'
      frame.contentDocument?.body.append(inner)
    },
  },
  { name: 'a window of its own', on: 'nested', shows: NOTHING, embed: ({ card }) => void open(card) },
  { name: 'a frame in a page of somebody else', on: 'elsewhere', shows: /not a CRM record/, embed: beside('') },
  { name: 'a second frame beside ours', on: 'beside ours', shows: SECOND, embed: beside('') },
  { name: 'a second frame with our name', on: 'beside ours', shows: SECOND, embed: beside('aria-label="Baton"') },
  {
    name: 'a second frame with more behind our address',
    on: 'beside ours',
    shows: SECOND,
    embed: beside('', '?second#second'),
  },
  {
    name: 'a second frame with another spelling of our address',
    on: 'unanswered',
    shows: UNANSWERED,
    embed: ({ card }) => {
      const frame = document.createElement('iframe')
      frame.id = 'second'
      frame.style.cssText = 'position:fixed;left:20px;top:120px;width:336px;height:560px'
      frame.src = card.replace('sidebar', '%73idebar')
      document.body.append(frame)
    },
  },
  { name: 'a frame without credentials', on: 'beside ours', shows: SECOND, embed: beside('credentialless') },
  {
    name: 'a frame in a sandbox that lets scripts run',
    on: 'beside ours',
    shows: NOTHING,
    embed: beside('sandbox="allow-scripts"'),
  },
  {
    name: 'an object',
    on: 'beside ours',
    shows: SECOND,
    embed: ({ card }) => {
      const object = document.createElement('object')
      object.id = 'second'
      object.style.cssText = 'position:fixed;left:20px;top:120px;width:336px;height:560px'
      object.data = card
      document.body.append(object)
    },
  },
  {
    name: 'an embed',
    on: 'beside ours',
    shows: SECOND,
    embed: ({ card }) => {
      const embed = document.createElement('embed')
      embed.id = 'second'
      embed.style.cssText = 'position:fixed;left:20px;top:120px;width:336px;height:560px'
      embed.src = card
      document.body.append(embed)
    },
  },
]
