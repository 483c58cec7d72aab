import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'

type Item = { id: string; label: string; onChoose: () => void }
type Props = { label: ReactNode; items: Item[] }

/** A button that opens a short list of acts. It stays inside its frame: it opens to the side where there is room. */
export const Menu = ({ label, items }: Props) => (
  <DropdownMenu.Root modal={false}>
    <DropdownMenu.Trigger asChild>
      <Button look="quiet">
        {label} <span aria-hidden="true">▾</span>
      </Button>
    </DropdownMenu.Trigger>
    <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
      {items.map(({ id, label: text, onChoose }) => (
        <DropdownMenu.Item key={id} className="menu-item" onSelect={onChoose}>
          {text}
        </DropdownMenu.Item>
      ))}
    </DropdownMenu.Content>
  </DropdownMenu.Root>
)
