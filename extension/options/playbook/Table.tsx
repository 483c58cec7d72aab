import type { ReactNode } from 'react'

type Props = {
  label: string
  columns: string[]
  /** Which widths its columns have. */ look?: 'lines' | 'choices'
  children: ReactNode
}

/** A table with a name; in a narrow window its rows become blocks. */
export const Table = ({ label, columns, look, children }: Props) => (
  <table className="panel table book-table" data-look={look} aria-label={label}>
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
)
