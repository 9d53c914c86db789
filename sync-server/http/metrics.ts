/** The figures of a running server, read at each scrape. */
export interface Figures {
  readonly sockets: number
  readonly rooms: number
  readonly updates: number
  readonly refusals: Readonly<Record<string, number>>
  readonly appendFailures: number
  /** Seconds from the receipt of an update to its ack. */
  readonly ackLatency: {
    readonly count: number
    readonly sum: number
    readonly buckets: readonly (readonly [number, number])[]
  }
}

export type MetricSource = () => Figures

const metric = (
  name: string,
  type: 'gauge' | 'counter' | 'histogram',
  help: string,
  lines: readonly string[],
) =>
  [
    `# HELP siyagha_${name} ${help}`,
    `# TYPE siyagha_${name} ${type}`,
    ...lines.map((line) => `siyagha_${name}${line}`),
  ].join('\n')

const escaped = (label: string): string =>
  label.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

/** The figures in the text format of Prometheus, version 0.0.4. */
export const prometheusText = (figures: Figures, residentBytes: number): string => {
  const { sockets, rooms, updates, refusals, appendFailures, ackLatency } = figures
  const buckets = ackLatency.buckets.map(([bound, count]) => `_bucket{le="${bound}"} ${count}`)
  return `${[
    metric('sockets', 'gauge', 'Open sockets.', [` ${sockets}`]),
    metric('rooms', 'gauge', 'Documents in memory.', [` ${rooms}`]),
    metric('updates_total', 'counter', 'Updates made durable.', [` ${updates}`]),
    metric(
      'refusals_total',
      'counter',
      'Updates refused, by reason.',
      Object.entries(refusals).map(([reason, count]) => `{reason="${escaped(reason)}"} ${count}`),
    ),
    metric('append_failures_total', 'counter', 'Writes to the log that failed.', [` ${appendFailures}`]),
    metric('ack_seconds', 'histogram', 'From the receipt of an update to its ack.', [
      ...buckets,
      `_bucket{le="+Inf"} ${ackLatency.count}`,
      `_sum ${ackLatency.sum}`,
      `_count ${ackLatency.count}`,
    ]),
    metric('resident_bytes', 'gauge', 'Memory of the process.', [` ${residentBytes}`]),
  ].join('\n')}\n`
}
