// @ts-check

/**
 * One element. Properties named `on…` are listeners, `true` and `false` switch an attribute; text is never markup.
 * @param {string} tag
 * @param {Record<string, string | boolean | ((event: Event) => void)>} properties
 * @param {(Node | string | null)[]} children
 * @returns {HTMLElement}
 */
export const h = (tag, properties = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (typeof value === 'boolean') element.toggleAttribute(name, value)
    else element.setAttribute(name, value)
  }
  element.append(...children.filter((child) => child !== null))
  return element
}

/**
 * A link to a page of this CRM; the application follows it without loading.
 * @param {string} href
 * @param {(Node | string)[]} children
 */
export const link = (href, ...children) => h('a', { href }, ...children)
