import type { RecordType } from '../../../shared/record.ts'
import type { By, RecordBook } from './book.ts'
import { ActivityBody, ActivityPatch, PatchBody, RecordBody, TaskBody, TaskPatch, parseBody } from './change.ts'

/** Whom an act concerns: `id` names the record, `entry` one of its activities or tasks; empty where the address has none. */
export type Subject = { type: RecordType; id: string; entry: string }

type Act = {
  method: 'POST' | 'PATCH'
  path: string
  status: 200 | 201
  apply(book: RecordBook, subject: Subject, body: unknown, by: By): object
}

/** All that can be changed, alike for programs under `/api` and for the pages under `/page`. */
export const ACTS: Act[] = [
  {
    method: 'POST',
    path: '/:plural',
    status: 201,
    apply: (book, { type }, body, by) => book.create(type, parseBody(RecordBody, body), by),
  },
  {
    method: 'PATCH',
    path: '/:plural/:id',
    status: 200,
    apply: (book, { type, id }, body, by) => book.patch(type, id, parseBody(PatchBody, body), by),
  },
  {
    method: 'POST',
    path: '/:plural/:id/activities',
    status: 201,
    apply: (book, { type, id }, body, by) => book.addActivity(type, id, parseBody(ActivityBody, body), by),
  },
  {
    method: 'PATCH',
    path: '/:plural/:id/activities/:entry',
    status: 200,
    apply: (book, { type, id, entry }, body, by) =>
      book.changeActivity(type, id, entry, parseBody(ActivityPatch, body), by),
  },
  {
    method: 'POST',
    path: '/:plural/:id/tasks',
    status: 201,
    apply: (book, { type, id }, body, by) => book.addTask(type, id, parseBody(TaskBody, body), by),
  },
  {
    method: 'PATCH',
    path: '/:plural/:id/tasks/:entry',
    status: 200,
    apply: (book, { type, id, entry }, body, by) => book.changeTask(type, id, entry, parseBody(TaskPatch, body), by),
  },
]
