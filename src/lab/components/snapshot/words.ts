/** Words of the scene of snapshots. */
export interface SnapshotWords {
  title: string
  /** {n}. */
  sub: string
  points: string
  noPoints: string
  /** {changes}, {seconds}. */
  point: string
  changes: string
  seconds: string
  both: string
  refusing: string
  parent: string
  /** {pid}. */
  child: string
  noChild: string
  /** {pages}, {size}. */
  pageNote: string
  /** {n}, {total}, {mb}. */
  copied: string
  /** {n}, {total}. */
  written: string
  /** {ms}. */
  pause: string
  /** {n}. */
  perCell: string
  ram: string
  resident: string
  files: string
  noFiles: string
  synced: string
  past: string
  how: Record<'save' | 'bgsave' | 'failed', string>
  /** {n}. */
  crash: string
  keys: string
  model: string
}

const en: SnapshotWords = {
  title: 'Snapshots',
  sub: '{n} changes since the last save',
  points: 'Save points: a line fires when both of its bars are full',
  noPoints: 'No save points (save ""): a snapshot is made only when you ask.',
  point: 'save {seconds} {changes}',
  changes: 'changes',
  seconds: 'seconds',
  both: 'fires',
  refusing: 'MISCONF: writes are refused until a save goes well',
  parent: 'parent: serves clients',
  child: 'child {pid}: writes the file',
  noChild: 'no child',
  pageNote: '{pages} pages of {size}',
  copied: '{n} of {total} pages copied, with the server’s own {mb} MB',
  written: '{n} of {total} keys written',
  pause: 'fork: {ms} ms',
  perCell: 'one cell is {n} pages',
  ram: 'RAM of the machine',
  resident: 'server and copies',
  files: 'on the disk',
  noFiles: 'no snapshot file yet',
  synced: 'synced',
  past: 'What happened',
  how: { save: 'SAVE', bgsave: 'BGSAVE', failed: 'failed' },
  crash: 'crash: {n} changes lost',
  keys: 'keys',
  model:
    'The file and the instant it holds are exact. Pages are a model: keys made one after the other share pages, and the first change after the fork copies a page. How long fork and child take was measured on a real server.',
}

const ko: SnapshotWords = {
  title: '스냅샷',
  sub: '마지막 저장 뒤 변경 {n}개',
  points: '저장 조건: 두 막대가 모두 차야 저장한다',
  noPoints: '저장 조건이 없습니다(save ""). 요청할 때만 스냅샷을 만듭니다.',
  point: 'save {seconds} {changes}',
  changes: '변경',
  seconds: '초',
  both: '저장',
  refusing: 'MISCONF: 저장이 성공할 때까지 쓰기를 거절한다',
  parent: '부모: 클라이언트에 응답',
  child: '자식 {pid}: 파일 쓰기',
  noChild: '자식 없음',
  pageNote: '{size} 페이지 {pages}개',
  copied: '페이지 {total}개 중 {n}개 복사, 서버 자신의 것까지 {mb} MB',
  written: '키 {total}개 중 {n}개 기록',
  pause: 'fork: {ms} ms',
  perCell: '한 칸은 페이지 {n}개',
  ram: '컴퓨터의 RAM',
  resident: '서버와 복사본',
  files: '디스크에 있는 파일',
  noFiles: '아직 스냅샷 파일이 없습니다',
  synced: '내려 씀',
  past: '지나간 일',
  how: { save: 'SAVE', bgsave: 'BGSAVE', failed: '실패' },
  crash: '사고: 변경 {n}개를 잃음',
  keys: '키',
  model:
    '파일과 그 안의 순간은 정확합니다. 페이지는 모형입니다. 잇따라 만든 키는 같은 페이지에 있고, fork 뒤의 첫 변경이 페이지를 복사합니다. fork와 자식이 걸리는 시간은 실제 서버에서 쟀습니다.',
}

export const snapshotWords = { en, ko }
