type Where = { card: string; between: string }

/** `nested`: inside of a frame of the CRM's page, or in a window of its own. `elsewhere`: in a page that is no CRM's. `beside ours`: a
 *  second card in the CRM's own page. `embed` runs in the page. */
export type Embedding = {
  name: string
  on: 'nested' | 'elsewhere' | 'beside ours'
  embed: (where: Where) => void
}

const place = 'position:fixed;left:20px;top:120px;width:336px;height:560px'

/** A frame of these attributes, beside ours. */
const beside = (attributes: string): ((where: Where) => void) =>
  new Function(
    'where',
    `document.body.insertAdjacentHTML('beforeend', '<iframe ${attributes} style="${place}"></iframe>')
     document.body.lastElementChild.src = where.card`,
  ) as (where: Where) => void

export const EMBEDDINGS: Embedding[] = [
  {
    name: 'a frame of another origin, such as a mail’s',
    on: 'nested',
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
  { name: 'a window of its own', on: 'nested', embed: ({ card }) => void open(card) },
  { name: 'a frame in a page of somebody else', on: 'elsewhere', embed: beside('') },
  { name: 'a second frame beside ours', on: 'beside ours', embed: beside('') },
  { name: 'a second frame with our name', on: 'beside ours', embed: beside('aria-label="Baton"') },
  { name: 'a frame without credentials', on: 'beside ours', embed: beside('credentialless') },
  { name: 'a frame in a sandbox that lets scripts run', on: 'beside ours', embed: beside('sandbox="allow-scripts"') },
  {
    name: 'an object',
    on: 'beside ours',
    embed: ({ card }) => {
      const object = document.createElement('object')
      object.style.cssText = 'position:fixed;left:20px;top:120px;width:336px;height:560px'
      object.data = card
      document.body.append(object)
    },
  },
  {
    name: 'an embed',
    on: 'beside ours',
    embed: ({ card }) => {
      const embed = document.createElement('embed')
      embed.style.cssText = 'position:fixed;left:20px;top:120px;width:336px;height:560px'
      embed.src = card
      document.body.append(embed)
    },
  },
]
