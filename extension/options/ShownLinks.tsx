import { Button } from '../ui/Button.tsx'
import { dateText } from '../ui/instants.ts'
import { t } from './messages.ts'
import { useFocusOnMount } from '../ui/useFocus.ts'
import { CopyLine } from './CopyLine.tsx'

/** A link that was just made; it is shown once. `until`: ISO 8601. `isInvite`: it was made by inviting, not in the person's row. */
export type ShownLink = { personId: string; name: string; until: string; address: string; isInvite: boolean }

type Props = { links: ShownLink[]; onClose: (personId: string) => void }

/** Every link that was made here stays until it was taken: none can be shown again. */
export const ShownLinks = ({ links, onClose }: Props) =>
  links.map((link) => <Link key={link.address} {...link} onClose={() => onClose(link.personId)} />)

const Link = ({ name, until, address, onClose }: ShownLink & { onClose: () => void }) => {
  const title = t('people.linkTitle', { name })
  const group = useFocusOnMount<HTMLDivElement>()
  return (
    <div ref={group} className="panel stack made" role="group" aria-label={title} tabIndex={-1}>
      <h3>{title}</h3>
      <CopyLine
        label={t('people.linkLabel', { name })}
        hint={t('people.linkText', { name, until: dateText(Date.parse(until)) })}
        value={address}
      />
      <div className="buttons">
        <Button onPress={onClose}>{t('options.done')}</Button>
      </div>
    </div>
  )
}
