/** «Ana» of «Ana Ruiz»: at a glance a first name is enough. */
export const firstName = (name: string): string => name.split(' ')[0] ?? name
