import { DropdownMenu } from 'radix-ui'
import type { ReactNode, Ref } from 'react'
import { Button } from './Button.tsx'

type Item = { id: string; label: string; disabled?: boolean; onChoose: () => void }
type Props = { label: ReactNode; items: Item[]; buttonRef?: Ref<HTMLButtonElement> }

/**
 * A button that opens a short list of acts. It stays inside its frame: it opens to the side where there is room. Closed, it gives
 * the focus back to its button, unless what was chosen has opened something that took it.
 */
export const Menu = ({ label, items, buttonRef }: Props) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>
      <Button ref={buttonRef} look="quiet">
        {label} <span aria-hidden="true">▾</span>
      </Button>
    </DropdownMenu.Trigger>
    <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
      {items.map(({ id, label: text, disabled, onChoose }) => (
        <DropdownMenu.Item key={id} className="menu-item" disabled={disabled} onSelect={onChoose}>
          {text}
        </DropdownMenu.Item>
      ))}
    </DropdownMenu.Content>
  </DropdownMenu.Root>
)
