/** Words of the scene of recovery. */
export interface RecoveryWords {
  title: string
  sub: string
  nothing: string
  /** {n}. */
  start: string
  outcome: Record<'loading' | 'ready' | 'refused', string>
  /** {n}. */
  commands: string
  keys: string
  expired: string
  discarded: string
  /** {at}. */
  refused: string
  refusedSomewhere: string
  noFiles: string
  /** {n}. */
  came: string
}

const en: RecoveryWords = {
  title: 'What a start makes of the files',
  sub: 'read, cut off or refused',
  nothing: 'Nothing was started yet. Kill the server or damage a file, then start it again.',
  start: 'start {n}',
  outcome: { loading: 'reading', ready: 'serves', refused: 'did not start' },
  commands: '{n} commands done again',
  keys: '{n} keys read',
  expired: '{n} already expired',
  discarded: '{n} bytes discarded',
  refused: 'gave up at byte {at}',
  refusedSomewhere: 'unreadable',
  noFiles: 'no file was read',
  came: '{n} keys in memory',
}

const ko: RecoveryWords = {
  title: '시작할 때 파일을 읽은 결과',
  sub: '읽음, 잘라 냄, 거절',
  nothing: '아직 시작한 적이 없습니다. 서버를 죽이거나 파일을 망가뜨린 뒤 다시 시작하세요.',
  start: '{n}번째 시작',
  outcome: { loading: '읽는 중', ready: '동작함', refused: '시작하지 않음' },
  commands: '명령 {n}개를 다시 실행',
  keys: '키 {n}개를 읽음',
  expired: '이미 만료 {n}개',
  discarded: '{n}바이트를 버림',
  refused: '{at}바이트에서 읽지 못함',
  refusedSomewhere: '읽지 못함',
  noFiles: '읽은 파일 없음',
  came: '메모리에 키 {n}개',
}

export const recoveryWords = { en, ko }
