import { useRef, useState } from 'react'
import type { ConnectionInput, ConnectionStatus, SetUpCheck } from '../../shared/connection.ts'
import { problemIn } from '../api/problemIn.ts'
import type { ConnectionsProps } from './ConnectionsView.tsx'

type Acts = {
  test: (input: ConnectionInput) => Promise<SetUpCheck[]>
  /** Answers the id of what was saved. */
  save: (input: ConnectionInput) => Promise<string>
}

type Editing = Pick<
  ConnectionsProps,
  'editing' | 'hookOf' | 'checks' | 'busy' | 'trouble' | 'onEdit' | 'onChange' | 'onHook' | 'onTest' | 'onSave'
>

/** The one form in which a connection is made or mended, and what its test found. */
export const useEditing = ({ test, save }: Acts): Editing => {
  const [editing, setEditing] = useState<ConnectionStatus | 'new' | null>(null)
  const [hookOf, setHookOf] = useState<string | null>(null)
  const [checks, setChecks] = useState<SetUpCheck[] | null>(null)
  const [busy, setBusy] = useState<'test' | 'save' | null>(null)
  const [trouble, setTrouble] = useState<unknown>(null)
  /** Counts what was opened, and what was typed: an answer to what stood there before says nothing of what stands there now. */
  const forms = useRef(0)
  const drafts = useRef(0)

  const onChange = () => {
    drafts.current += 1
    setChecks(null)
    setTrouble(null)
  }

  const onEdit = (next: ConnectionStatus | 'new' | null) => {
    forms.current += 1
    setEditing(next)
    onChange()
  }

  const run = async <T>(what: 'test' | 'save', act: Promise<T>, then: (answer: T) => void) => {
    const counter = what === 'test' ? drafts : forms
    const mine = counter.current
    const isCurrent = () => counter.current === mine
    setBusy(what)
    setTrouble(null)
    try {
      const answer = await act
      if (isCurrent()) then(answer)
    } catch (error) {
      if (isCurrent()) setTrouble(error)
    } finally {
      setBusy(null)
    }
  }

  const onSaved = (id: string) => {
    onEdit(null)
    setHookOf(id)
  }

  return {
    editing,
    hookOf,
    checks,
    busy,
    trouble: trouble === null ? null : { problem: problemIn(trouble) },
    onEdit,
    onChange,
    onHook: setHookOf,
    onTest: (input) => void run('test', test(input), setChecks),
    onSave: (input) => void run('save', save(input), onSaved),
  }
}
