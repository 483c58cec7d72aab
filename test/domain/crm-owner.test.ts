import { expect, test } from 'vitest'
import { isSameOwner, ownerOf, ownerWritten, personIn } from '../../server/domain/crmOwner.ts'

const ana = ownerOf({ ownerLogin: 'ana@example.com', ownerEmail: 'sales@example.com', ownerName: 'Ana' })
const dana = ownerOf({ ownerLogin: 'dana@example.com', ownerEmail: 'Sales@Example.com', ownerName: 'Dana' })

test('two users of the CRM who are written to at one address are two', () => {
  expect(isSameOwner(ana, dana)).toBe(false)
  expect(isSameOwner(ana, { ...ana, emails: [...ana.emails] })).toBe(true)
})

test('what was written is known by one address, whichever of theirs it is', () => {
  expect(isSameOwner(ownerWritten(' Ana@Example.com'), ana)).toBe(true)
  expect(isSameOwner(ana, ownerWritten('sales@example.com'))).toBe(true)
  expect(isSameOwner(ownerWritten('max@example.com'), ana)).toBe(false)
})

test('users without an address are told apart by their names, and nobody is nobody', () => {
  expect(isSameOwner(ownerOf({ ownerName: 'Ana' }), ownerOf({ ownerName: 'Dana' }))).toBe(false)
  expect(isSameOwner(ownerOf({}), ownerOf({ ownerName: ' ' }))).toBe(true)
  expect(isSameOwner(ownerOf({}), ana)).toBe(false)
})

test('a person is found by the surest address first, and never when they have left', () => {
  const people = [
    { email: 'sales@example.com', left: false },
    { email: 'Dana@example.com', left: false },
    { email: 'gone@example.com', left: true },
  ]
  expect(personIn(people, dana)?.email).toBe('Dana@example.com')
  expect(personIn(people, ownerWritten('gone@example.com'))).toBeNull()
})
