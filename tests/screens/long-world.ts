import type { ApiDocument, ApiMember, ApiNewInvitation } from '#core/protocol/api.ts'
import type { Person } from '../support/device.ts'
import { seedThreads } from '../support/seeded-threads.ts'
import type { TestServer } from '../support/server.ts'

export interface LongWorld {
  readonly person: Person
  readonly group: string
  readonly document: string
  readonly link: string
}

const GROUP = 'اللجنة المشتركة لمتابعة توصيات حماية مصادر مياه الحوض الأعلى'
const TITLE =
  'مذكّرة تفصيلية عن آليات التنسيق بين ممثّلي القرى ومكتب تنسيق الشؤون الإنسانية (OCHA) للأعوام 2024–2027، النسخة المنقّحة'
const NAMES = [
  'عبد الرحمن بن محمّد الحسين آل عبد الله الأنصاري',
  'Maria-Magdalena Wolffenstein-Abercrombie (UN-OCHA Geneva)',
  'أمُّ الخير بنتُ عبدِ القادرِ الكيلانيّة',
] as const

/** A group in which every name is as long as it may be: nothing is cut off that has to be read, nothing overlaps. */
export const buildLongWorld = async (server: TestServer): Promise<LongWorld> => {
  const { facilitator } = server
  const { id: group } = await facilitator.expect<{ id: string }>('POST', '/api/groups', { name: GROUP })
  const invite = (role: string, uses: number): Promise<ApiNewInvitation> =>
    facilitator.expect('POST', `/api/groups/${group}/invitations`, { role, uses, expiresInHours: 720 })
  const { token, url } = await invite('facilitator', 10)
  const [first, ...others] = NAMES
  const person = await server.joinBy(token, first)
  const people = await Promise.all(others.map((name) => server.joinBy(token, name)))
  const texts = `/api/groups/${group}/documents`
  const { id: document } = await person.expect<ApiDocument>('POST', texts, {
    title: TITLE,
    template: 'sample',
  })
  for (const title of [
    `${TITLE} (ملحق)`,
    'Annex IV: Consolidated list of infrastructure-protection commitments and timelines',
  ])
    await person.expect('POST', texts, { title, template: 'closing-message' })
  const talker = people[0] ?? person
  await seedThreads(server.port, talker, document, [
    {
      id: 'long-talk',
      on: 'لا يُسأل العطشان عن ضفّته',
      body: `https://example.org/a/very/long/address/that/does/not/break/anywhere?with=parameters&and=more <@${person.member.id}> هل هذا هو المرجع؟`,
    },
  ])
  // The other pictures are of a device that knows nothing of all this.
  const members = await person.expect<{ members: readonly ApiMember[] }>(
    'GET',
    `/api/groups/${group}/members`,
  )
  const founder = members.members.find(({ name }) => !NAMES.some((one) => one === name))
  if (founder !== undefined) await person.expect('DELETE', `/api/groups/${group}/members/${founder.id}`)
  return { person, group, document, link: url }
}
