/** A person hands over in the sidebar. */
export const HANDED_OFF = 'handed_off'
/** A record was read in another lifecycle stage than before; `stage` is that stage's id. */
export const STAGE_ENTERED = 'stage_entered'

/** Kinds of signals that Baton gives itself, with what only it knows: from outside nobody may. */
export const OWN_KINDS: readonly string[] = [HANDED_OFF, STAGE_ENTERED]
