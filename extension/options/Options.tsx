import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { parseSignInLink } from '../../shared/session.ts'
import { useBrowser } from '../api/pageBrowser.tsx'
import { useWorker } from '../api/worker.ts'
import { accountOf } from '../worker/account.ts'
import { t } from './messages.ts'
import '../ui/theme.ts'
import type { CrmAccess, SignInResult } from '../worker/contract.ts'
import { Connections } from './Connections.tsx'
import './options.css'
import { type Busy, OptionsView, type Trouble } from './OptionsView.tsx'
import { People } from './People.tsx'

import { Imports } from './imports/Imports.tsx'
import { Playbook } from './playbook/Playbook.tsx'
import { Steps } from './playbook/Steps.tsx'
import { Away } from './away/Away.tsx'
import { Turns } from './turns/Turns.tsx'
import { isKeeper, usePlace } from './sections.ts'
import { deniedText, offersCode, signInText } from './signInWords.ts'
import { troubleText } from './troubleText.ts'

/** The options page: signing in and out, the browser's leave for server and CRMs, and what those who run Baton keep. */
export const Options = () => {
  const worker = useWorker()
  const browser = useBrowser()
  const cache = useQueryClient()
  const { section, at } = usePlace()
  const { data: session = null } = useQuery(worker.session.state.queryOptions())
  const { data: crm = null } = useQuery(worker.crm.list.queryOptions())
  const { data: queue = null } = useQuery(worker.queue.state.queryOptions())
  const signIn = useMutation(worker.session.signIn.mutationOptions())
  const startPairing = useMutation(worker.session.startPairing.mutationOptions())
  const pair = useMutation(worker.session.pair.mutationOptions())
  const stopPairing = useMutation(worker.session.stopPairing.mutationOptions())
  const signOut = useMutation(worker.session.signOut.mutationOptions())
  const signOutEverywhere = useMutation(worker.session.signOutEverywhere.mutationOptions())
  const enabled = useMutation(worker.crm.enabled.mutationOptions())
  const open = useMutation(worker.queue.open.mutationOptions())
  const { mutate: refreshCrms } = useMutation(worker.crm.refresh.mutationOptions())
  const [busy, setBusy] = useState<Busy>(null)
  const [trouble, setTrouble] = useState<Trouble>(null)

  // Whoever looks here may look for one that was connected a moment ago.
  useEffect(() => refreshCrms(), [refreshCrms])

  /** One thing at a time; what it could not do is told where it was tried. */
  const run = async (doing: NonNullable<Busy>, act: () => Promise<Trouble>) => {
    setBusy(doing)
    setTrouble(null)
    try {
      setTrouble(await act())
      await cache.invalidateQueries()
    } catch {
      const text = troubleText(null)
      setTrouble(doing.act === 'crm' ? { at: 'crm', connectionId: doing.connectionId, text } : { at: doing.act, text })
    } finally {
      setBusy(null)
    }
  }

  /** Asks for the server's host, and for the CRMs' in the same dialogue, then does this with the link. */
  const withLink = (link: string, act: (link: string) => Promise<SignInResult>) => {
    const parsed = parseSignInLink(link)
    if (parsed === null) return setTrouble({ at: 'sign_in', text: t('signIn.notALink') })
    // Browsers ask for access only straight from a press: nothing may be awaited before.
    const asked = browser.requestOrigins([parsed.server, ...parsed.crms])
    return run({ act: 'sign_in' }, async () => {
      if (!(await allowed(asked))) return { at: 'sign_in', text: deniedText(parsed) }
      const result = await act(link.trim())
      if (result.ok) return null
      return { at: 'sign_in', text: signInText(result.problem, parsed.server), offersCode: offersCode(result.problem) }
    })
  }

  const onPair = (code: string) =>
    run({ act: 'pair' }, async () => {
      const result = await pair.mutateAsync({ code })
      return result.ok ? null : { at: 'pair', text: signInText(result.problem, session?.pairing?.server ?? '') }
    })

  const onSignOutEverywhere = () =>
    run({ act: 'sign_out_everywhere' }, async () => {
      const result = await signOutEverywhere.mutateAsync()
      return result.ok ? null : { at: 'sign_out_everywhere', text: troubleText(result.problem) }
    })

  const onAllow = ({ connection: { id, baseUrl } }: CrmAccess) => {
    const asked = browser.requestOrigins([baseUrl])
    return run({ act: 'crm', connectionId: id }, async () => {
      const { host } = new URL(baseUrl)
      if (!(await allowed(asked))) return { at: 'crm', connectionId: id, text: t('crm.permissionDenied', { host }) }
      await enabled.mutateAsync({ connectionId: id })
      return null
    })
  }

  // What one person has open is never the next one's.
  const account = session?.me ? accountOf(session.server ?? '', session.me) : ''
  const done = (act: Promise<unknown>) => act.then(() => null)
  return (
    <OptionsView
      section={section}
      placeName={at === null ? section : `${at.point}/${at.step}`}
      session={session}
      crm={crm}
      queue={queue}
      busy={busy}
      trouble={trouble}
      onSignIn={(link) => void withLink(link, (good) => signIn.mutateAsync({ link: good }))}
      onUseCode={(link) => void withLink(link, (good) => startPairing.mutateAsync({ link: good }))}
      onPair={(code) => void onPair(code)}
      onStopPairing={() => void run({ act: 'pair' }, () => done(stopPairing.mutateAsync()))}
      onSignOut={() => void run({ act: 'sign_out' }, () => done(signOut.mutateAsync()))}
      onSignOutEverywhere={() => void onSignOutEverywhere()}
      onAllow={(access) => void onAllow(access)}
      onOpen={(url) => void run({ act: 'open' }, () => done(open.mutateAsync({ url })))}
      people={() => <People key={account} />}
      connections={() => <Connections key={account} />}
      imports={() => <Imports key={account} />}
      turns={() => <Turns key={account} />}
      away={() => <Away key={account} />}
      playbook={() => <Playbook key={account} at={at} mayChange={isKeeper(session?.me?.person.role ?? null)} />}
      playbookNav={() => <Steps key={account} at={section === 'playbook' ? at : null} />}
    />
  )
}

/** A browser that refuses even to ask has not allowed it. */
const allowed = (asked: Promise<boolean>): Promise<boolean> => asked.catch(() => false)
