/** Words of the stream scene. */
export interface StreamWords {
  title: string
  /** {key}, {n}. */
  sub: string
  none: string
  entries: string
  /** {n}. */
  older: string
  empty: string
  idNote: string
  noGroups: string
  /** {id}. */
  given: string
  /** {n}. */
  pending: string
  state: Record<'done' | 'pending' | 'waiting', string>
  reader: Record<'reads' | 'waits' | 'gone' | 'unseen', string>
  noPending: string
  noConsumers: string
  /** {n}. */
  deliveries: string
  /** {s}. */
  idle: string
  /** {n}. */
  more: string
  /** {name}. */
  group: string
  /** {name}. */
  tray: string
}

const en: StreamWords = {
  title: 'Stream',
  sub: '{key}: {n} entries',
  none: 'No stream yet. Try',
  entries: 'Entries, the newest at the end',
  older: '{n} older',
  empty: 'No entry is in it.',
  idNote:
    'An id: milliseconds of the clock, a hyphen, a number within that millisecond. Long ids show their end.',
  noGroups: 'No group reads it. Everyone who reads with XREAD or XRANGE sees all of it.',
  given: 'given up to {id}',
  pending: '{n} pending',
  state: { done: 'acknowledged', pending: 'pending', waiting: 'not given yet' },
  reader: { reads: 'reads', waits: 'waits', gone: 'gone', unseen: '' },
  noPending: 'nothing pending',
  noConsumers: 'Nobody has read for it yet.',
  deliveries: 'given {n} times',
  idle: '{s} s',
  more: '{n} more',
  group: 'Group {name}',
  tray: 'Pending entries of {name}',
}

const ko: StreamWords = {
  title: '스트림',
  sub: '{key}: 항목 {n}개',
  none: '아직 스트림이 없습니다. 해 볼 명령:',
  entries: '항목, 끝이 가장 새것',
  older: '앞에 {n}개',
  empty: '항목이 없습니다.',
  idNote: 'ID는 시계의 밀리초, 붙임표, 그 밀리초 안의 번호입니다. 긴 ID는 끝부분만 보입니다.',
  noGroups: '읽는 그룹이 없습니다. XREAD나 XRANGE로 읽으면 누구나 전부 봅니다.',
  given: '{id}까지 나눠 줌',
  pending: '대기 {n}개',
  state: { done: '확인됨', pending: '대기', waiting: '아직 안 나눠 줌' },
  reader: { reads: '읽는 중', waits: '기다림', gone: '끊김', unseen: '' },
  noPending: '대기 없음',
  noConsumers: '아직 이 그룹으로 읽은 소비자가 없습니다.',
  deliveries: '{n}번 나눠 줌',
  idle: '{s}초',
  more: '{n}개 더',
  group: '그룹 {name}',
  tray: '{name}의 대기 항목',
}

export const streamWords = { en, ko }
