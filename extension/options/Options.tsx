import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { parseSignInLink } from '../../shared/session.ts'
import { useBrowser } from '../api/pageBrowser.tsx'
import { useWorker } from '../api/worker.ts'
import { t } from '../ui/messages.ts'
import { problemText } from '../ui/phrases.ts'
import '../ui/theme.ts'
import type { CrmAccess, SignInResult } from '../worker/contract.ts'
import './options.css'
import { type Busy, OptionsView, type Trouble } from './OptionsView.tsx'

/** The options page: signing in and out, and the browser's leave for the server and for each CRM. */
export const Options = () => {
  const worker = useWorker()
  const browser = useBrowser()
  const cache = useQueryClient()
  const { data: session = null } = useQuery(worker.session.state.queryOptions())
  const { data: crm = null } = useQuery(worker.crm.list.queryOptions())
  const signIn = useMutation(worker.session.signIn.mutationOptions())
  const signOut = useMutation(worker.session.signOut.mutationOptions())
  const enabled = useMutation(worker.crm.enabled.mutationOptions())
  const [busy, setBusy] = useState<Busy>(null)
  const [trouble, setTrouble] = useState<Trouble>(null)

  /** One thing at a time; what it could not do is told where it was tried. */
  const run = async (doing: NonNullable<Busy>, act: () => Promise<Trouble>) => {
    setBusy(doing)
    setTrouble(null)
    try {
      setTrouble(await act())
      await cache.invalidateQueries()
    } catch {
      const { title, next } = problemText(null)
      const text = `${title} ${next}`
      setTrouble(doing.act === 'crm' ? { at: 'crm', connectionId: doing.connectionId, text } : { at: doing.act, text })
    } finally {
      setBusy(null)
    }
  }

  const onSignIn = (link: string) => {
    const parsed = parseSignInLink(link)
    if (parsed === null) return setTrouble({ at: 'sign_in', text: t('signIn.notALink') })
    // Browsers ask for access only straight from a press: nothing may be awaited before.
    const asked = browser.requestOrigin(parsed.server)
    return run({ act: 'sign_in' }, async () => {
      if (!(await allowed(asked)))
        return { at: 'sign_in', text: t('signIn.permissionDenied', { server: parsed.server }) }
      const result = await signIn.mutateAsync({ link: link.trim() })
      return result.ok ? null : { at: 'sign_in', text: signInText(result.problem, parsed.server) }
    })
  }

  const onAllow = ({ connection: { id, baseUrl } }: CrmAccess) => {
    const asked = browser.requestOrigin(baseUrl)
    return run({ act: 'crm', connectionId: id }, async () => {
      const { host } = new URL(baseUrl)
      if (!(await allowed(asked))) return { at: 'crm', connectionId: id, text: t('crm.permissionDenied', { host }) }
      await enabled.mutateAsync({ connectionId: id })
      return null
    })
  }

  return (
    <OptionsView
      session={session}
      crm={crm}
      busy={busy}
      trouble={trouble}
      onSignIn={(link) => void onSignIn(link)}
      onSignOut={() => void run({ act: 'sign_out' }, () => signOut.mutateAsync().then(() => null))}
      onAllow={(access) => void onAllow(access)}
    />
  )
}

/** A browser that refuses even to ask has not allowed it. */
const allowed = (asked: Promise<boolean>): Promise<boolean> => asked.catch(() => false)

type Problem = Extract<SignInResult, { ok: false }>['problem']

const signInText = (problem: Problem, server: string): string => {
  if (problem.type.endsWith(':unreachable')) return t('signIn.unreachable', { server })
  // A link that was used before or is too old opens no session.
  const isSpent = problem.type.endsWith(':signed-out')
  const { title, next } = problemText(isSpent ? { ...problem, type: 'wrong-key' } : problem)
  return `${title} ${next}`
}
