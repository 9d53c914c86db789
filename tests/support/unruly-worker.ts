import { writeSync } from 'node:fs'

/** A worker process of which a test asks what native code may do: end the process, or never end. */
process.on('message', ({ job, question }: { readonly job: number; readonly question: string }) => {
  if (question === 'abort') process.abort()
  for (; question === 'hang';);
  if (question === 'tell') writeSync(2, 'words of a text')
  process.send?.({
    job,
    answer: `${question}, ${Object.keys(process.env)
      .filter((key) => key !== 'NODE_CHANNEL_FD' && key !== 'NODE_CHANNEL_SERIALIZATION_MODE')
      .join()}`,
  })
})
