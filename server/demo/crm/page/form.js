// @ts-check

// The buyer's own time zone, so that nobody calls at night; without script it is simply not known.
const zone = document.getElementById('zone')
if (zone instanceof HTMLInputElement) zone.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone
