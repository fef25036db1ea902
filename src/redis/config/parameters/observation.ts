/** Slow log, latency, notifications, tracking and scripts that run too long. */
import { notifyKeyspaceEvents, percentiles } from '../special.ts'
import { bool, int, LONG_MAX, special } from '../declaration.ts'

export const observation = [
  int('slowlog-log-slower-than', 10000, [-1n, LONG_MAX], {
    en: 'Commands that run longer than this many microseconds enter SLOWLOG; 0 logs all, -1 none.',
    ko: '이 마이크로초보다 오래 걸린 명령을 SLOWLOG에 남기며, 0은 모두, -1은 남기지 않습니다.',
  }),
  int('slowlog-max-len', 128, [0n, LONG_MAX], {
    en: 'How many entries SLOWLOG remembers.',
    ko: 'SLOWLOG가 기억하는 항목 수입니다.',
  }),
  int('latency-monitor-threshold', 0, [0n, LONG_MAX], {
    en: 'Events that take at least this many milliseconds are kept for LATENCY; 0 keeps none.',
    ko: '이 밀리초 이상 걸린 일을 LATENCY용으로 기록하며, 0이면 기록하지 않습니다.',
  }),
  bool(
    'latency-tracking',
    true,
    {
      en: 'Keeps a histogram of the run time of every command, for INFO and LATENCY HISTOGRAM.',
      ko: 'INFO와 LATENCY HISTOGRAM에 쓰도록 명령마다 실행 시간 분포를 기록합니다.',
    },
    { since: '7.0.0' },
  ),
  special(
    'latency-tracking-info-percentiles',
    percentiles,
    {
      en: 'Percentiles of the run time that INFO latencystats shows.',
      ko: 'INFO latencystats가 보여 주는 실행 시간 백분위수입니다.',
    },
    { since: '7.0.0' },
  ),
  special('notify-keyspace-events', notifyKeyspaceEvents, {
    en: 'Which changes of keys are published on pub/sub channels; empty publishes none.',
    ko: '키의 어떤 변화를 pub/sub 채널로 알릴지 정하며, 비어 있으면 알리지 않습니다.',
  }),
  int(
    'tracking-table-max-keys',
    1000000,
    [0n, LONG_MAX],
    {
      en: 'Keys remembered for client-side caching; beyond it clients are told to forget some; 0 sets no limit.',
      ko: '클라이언트 캐싱을 위해 기억하는 키의 수로, 넘으면 일부를 버리라고 알리며 0이면 제한이 없습니다.',
    },
    { signed: false, since: '6.0.0' },
  ),
  int(
    'busy-reply-threshold',
    5000,
    [0n, LONG_MAX],
    {
      en: 'Milliseconds after which a running script lets other clients in, to be told BUSY.',
      ko: '스크립트가 이 밀리초를 넘겨 실행되면 다른 클라이언트에 BUSY로 답하기 시작합니다.',
    },
    { alias: 'lua-time-limit', since: '7.0.0' },
  ),
] as const
