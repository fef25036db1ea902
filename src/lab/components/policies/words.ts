/** Words of the scene of policies side by side. */
export interface PoliciesWords {
  title: string
  /** {gets}. */
  sub: string
  none: string
  policy: string
  ratio: string
  plot: string
  lately: string
  evicted: string
  refused: string
  best: string
  bestNote: string
  line: string
}

const en: PoliciesWords = {
  title: 'Hit ratio by policy',
  sub: '{gets} GETs asked of each',
  none: 'Nobody has asked for a key yet: let the users come.',
  policy: 'maxmemory-policy',
  ratio: 'hit ratio',
  plot: 'from {low} to 1',
  lately: 'second by second',
  evicted: 'evicted',
  refused: 'refused',
  best: 'best possible',
  bestNote:
    'Somebody who knows all GETs in advance, has as much room, and lets no key expire: no policy can do better.',
  line: 'share of hits in each second',
}

const ko: PoliciesWords = {
  title: '정책별 적중률',
  sub: '서버마다 GET {gets}번',
  none: '아직 키를 찾은 사용자가 없습니다. 사용자를 보내세요.',
  policy: 'maxmemory-policy',
  ratio: '적중률',
  plot: '{low}부터 1까지',
  lately: '초마다',
  evicted: '축출',
  refused: '거부됨',
  best: '가능한 최선',
  bestNote: '모든 GET을 미리 알고, 자리는 같고, 만료도 없는 경우입니다. 어떤 정책도 이보다 나을 수 없습니다.',
  line: '초마다의 적중률',
}

export const policiesWords = { en, ko }
