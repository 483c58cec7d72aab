/** What Chrome and Edge make of the key that the manifest pins; administrators' allow-lists name it. */
export const CHROME_ID = 'nmehchbbafckpekpafghimebambpejdd'
export const GECKO_ID = 'baton@baton.example'
