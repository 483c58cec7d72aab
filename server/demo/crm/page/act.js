// @ts-check

/**
 * Changes the shown record as the page's user: at its own address, or under `/activities` and so on behind it. Answers what went
 * wrong, in words, or null.
 * @typedef {(method: 'POST' | 'PATCH', suffix: string, body: Record<string, unknown>) => Promise<string | null>} Act
 */

const USER = 'user'

/** The address of whom this browser's user said that they are; empty: they did not say. */
export const userHere = () => localStorage.getItem(USER) ?? ''
/** @param {string} email */
export const setUserHere = (email) => localStorage.setItem(USER, email)

/**
 * @param {string} address
 * @param {'POST' | 'PATCH'} method
 * @param {Record<string, unknown>} body
 * @returns {Promise<{ words: string | null, body?: { href?: string } }>}
 */
export const send = async (address, method, body) => {
  const request = { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await fetch(`/page${address}`, request).catch(() => null)
  if (!answer) return { words: 'This was not saved: the CRM does not answer. Please try again.' }
  if (answer.ok) return { words: null, body: answer.status === 204 ? {} : await answer.json() }
  const problem = await answer.json().catch(() => ({}))
  const fault = problem.errors?.[0]
  return { words: `This was not saved. ${problem.title ?? ''}${fault ? ` (${fault.field})` : ''}`.trim() }
}
