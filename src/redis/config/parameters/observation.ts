/** Slow log, latency, notifications, tracking and scripts that run too long. */
import { notifyKeyspaceEvents, percentiles } from '../special.ts'
import { bool, int, LONG_MAX, special } from '../declaration.ts'

export const observation = [
  int('slowlog-log-slower-than', 10000, [-1n, LONG_MAX]),
  int('slowlog-max-len', 128, [0n, LONG_MAX]),
  int('latency-monitor-threshold', 0, [0n, LONG_MAX]),
  bool('latency-tracking', true, { since: '7.0.0' }),
  special('latency-tracking-info-percentiles', percentiles, { since: '7.0.0' }),
  special('notify-keyspace-events', notifyKeyspaceEvents),
  int('tracking-table-max-keys', 1000000, [0n, LONG_MAX], { signed: false, since: '6.0.0' }),
  int('busy-reply-threshold', 5000, [0n, LONG_MAX], { alias: 'lua-time-limit', since: '7.0.0' }),
] as const
