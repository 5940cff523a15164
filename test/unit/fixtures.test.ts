import { expect, it } from 'vitest'
import { SessionDetail } from '#shared/contract/views.ts'
import { aSessionDetail } from '#test/fixtures/session.ts'

it('the fixture session is one that the contract accepts', () => {
  expect(SessionDetail.parse(aSessionDetail())).toEqual(aSessionDetail())
})
