/** The key that does the same as the button it stands on; `aria-keyshortcuts` tells it to assistive technology. */
export const Kbd = ({ children }: { children: string }) => (
  <kbd className="kbd" aria-hidden="true">
    {children}
  </kbd>
)
