/** The user whose key Baton uses in the demo CRM: what it did itself is no news. */
export const OWN_ACTOR = 'baton'
