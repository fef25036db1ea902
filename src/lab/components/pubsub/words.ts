/** Words of the scene of channels. */
export interface PubSubWords {
  title: string
  /** {n}, {lost}. */
  sub: string
  nobody: string
  subscriber: string
  /** {n}. */
  earlier: string
  here: string
  away: string
  cell: Record<'got' | 'lost' | 'none', string>
  /** {n}. */
  received: string
  nobodyGot: string
  /** {n}. */
  lostSum: string
  kept: string
  /** {key}, {n}. */
  stream: string
  noStream: string
  model: string
}

const en: PubSubWords = {
  title: 'Channels',
  sub: '{n} published, {lost} lost on the way to those away',
  nobody: 'Nobody has subscribed yet. Try',
  subscriber: 'subscriber',
  earlier: '{n} earlier',
  here: 'listens',
  away: 'away',
  cell: { got: 'received', lost: 'lost: was away', none: 'not for it' },
  received: '{n} received',
  nobodyGot: 'nobody',
  lostSum: '{n} lost',
  kept: 'kept by the server',
  stream: 'Stream {key} keeps {n} entries. Whoever comes back reads on from the id seen last.',
  noStream: 'Redis keeps no message. To compare, put the same into a stream with XADD.',
  model:
    'A reader that comes back is taken for the one that went if it subscribes to the same and has the same name (CLIENT SETNAME). Redis itself knows connections only.',
}

const ko: PubSubWords = {
  title: '채널',
  sub: '발행 {n}개, 자리를 비워 놓친 메시지 {lost}개',
  nobody: '아직 구독자가 없습니다. 해 볼 명령:',
  subscriber: '구독자',
  earlier: '앞에 {n}개',
  here: '듣는 중',
  away: '자리 비움',
  cell: { got: '받음', lost: '놓침: 자리를 비움', none: '해당 없음' },
  received: '{n}명 받음',
  nobodyGot: '아무도',
  lostSum: '{n}개 놓침',
  kept: '서버에 남은 것',
  stream: '스트림 {key}에는 항목 {n}개가 남아 있습니다. 돌아온 쪽은 마지막으로 본 ID부터 이어 읽습니다.',
  noStream: 'Redis는 메시지를 남기지 않습니다. 견주어 보려면 같은 것을 XADD로 스트림에 넣어 보세요.',
  model:
    '같은 것을 같은 이름(CLIENT SETNAME)으로 다시 구독하면 자리를 비웠던 구독자가 돌아온 것으로 봅니다. Redis 자신은 연결만 압니다.',
}

export const pubsubWords = { en, ko }
