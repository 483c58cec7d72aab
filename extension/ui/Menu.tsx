import { DropdownMenu } from 'radix-ui'
import { type ReactNode, type Ref, useRef } from 'react'
import { Button } from './Button.tsx'

type Item = {
  id: string
  label: string
  /** It opens something that takes the focus; otherwise the focus goes back to the button. */
  opens?: boolean
  disabled?: boolean
  onChoose: () => void
}
type Props = { label: ReactNode; items: Item[]; buttonRef?: Ref<HTMLButtonElement> }

/** A button that opens a short list of acts. It stays inside its frame: it opens to the side where there is room. */
export const Menu = ({ label, items, buttonRef }: Props) => {
  const hasOpened = useRef(false)
  const choose = ({ opens = false, onChoose }: Item) => {
    hasOpened.current = opens
    onChoose()
  }
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button ref={buttonRef} look="quiet">
          {label} <span aria-hidden="true">▾</span>
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        className="menu"
        align="end"
        sideOffset={4}
        collisionPadding={8}
        onCloseAutoFocus={(event) => {
          if (hasOpened.current) event.preventDefault()
          hasOpened.current = false
        }}
      >
        {items.map((item) => (
          <DropdownMenu.Item key={item.id} className="menu-item" disabled={item.disabled} onSelect={() => choose(item)}>
            {item.label}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
