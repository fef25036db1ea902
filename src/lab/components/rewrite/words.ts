import type { Stage } from '../../scenes/rewrite.ts'

/** Words of the scene of the rewrite. */
export interface RewriteWords {
  title: string
  /** {n}. */
  sub: string
  off: string
  stages: Record<Stage, string>
  idle: string
  types: Record<'b' | 'i' | 'h' | 'temp', string>
  file: string
  type: string
  bytes: string
  order: string
  manifest: string
  /** {n}. */
  swaps: string
  growth: string
  /** {n}, {limit}, {min}. */
  grown: string
  never: string
  /** {n}. */
  err: string
  /** {before}, {after}. */
  shrunk: string
  parent: string
  /** {pid}. */
  childPlate: string
  noChild: string
  /** {n}, {total}. */
  copied: string
  written: string
  /** {file}. */
  tail: string
  noTail: string
  where: Record<'buffer' | 'cache' | 'disk', string>
  /** Bytes before the command in its record: {n}. */
  ahead: string
}

const en: RewriteWords = {
  title: 'Rewriting the log',
  sub: '{n} files are loaded at start',
  off: 'The append-only file is off. Try',
  stages: {
    open: 'open the next incr file',
    fork: 'fork',
    write: 'child writes a new base',
    rename: 'rename',
    manifest: 'new manifest',
    delete: 'delete the old',
  },
  idle: 'no rewrite is going on',
  types: { b: 'base', i: 'incr', h: 'history', temp: 'temporary' },
  file: 'file',
  type: 'type',
  bytes: 'bytes',
  order: 'loaded',
  manifest: 'appendonly.aof.manifest',
  swaps: 'was replaced {n}×',
  growth: 'Growth since the last rewrite',
  grown: '{n} %. It begins at {limit} % and {min}',
  never: 'auto-aof-rewrite-percentage 0: never by itself',
  err: 'aof_last_bgrewrite_status:err ({n} in a row)',
  shrunk: '{before} B became {after} B',
  parent: 'Parent goes on serving',
  childPlate: 'Child {pid} has the data of the fork',
  noChild: 'No child',
  copied: '{n} of {total} pages copied on write (model)',
  written: '{n} of {total} keys written',
  tail: 'End of {file}',
  noTail: 'Nothing was appended since the start.',
  where: { buffer: 'in the buffer', cache: 'page cache', disk: 'fsynced' },
  ahead: '{n} B before it',
}

const ko: RewriteWords = {
  title: '로그 재작성',
  sub: '시작할 때 파일 {n}개를 읽는다',
  off: 'AOF가 꺼져 있습니다. 해 볼 명령:',
  stages: {
    open: '다음 incr 파일 열기',
    fork: 'fork',
    write: '자식이 새 base 쓰기',
    rename: '이름 바꾸기',
    manifest: '새 매니페스트',
    delete: '옛 파일 지우기',
  },
  idle: '재작성 중이 아니다',
  types: { b: 'base', i: 'incr', h: 'history', temp: '임시' },
  file: '파일',
  type: '종류',
  bytes: '바이트',
  order: '읽는 순서',
  manifest: 'appendonly.aof.manifest',
  swaps: '{n}번 바뀜',
  growth: '지난 재작성 뒤 늘어난 크기',
  grown: '{n} %. {limit} %와 {min}를 넘으면 시작된다',
  never: 'auto-aof-rewrite-percentage 0: 스스로 하지 않는다',
  err: 'aof_last_bgrewrite_status:err (연속 {n}번)',
  shrunk: '{before}B가 {after}B가 되었다',
  parent: '부모는 계속 응답한다',
  childPlate: '자식 {pid}: fork한 순간의 데이터',
  noChild: '자식이 없다',
  copied: '페이지 {total}개 중 {n}개 복사(모형)',
  written: '키 {total}개 중 {n}개 씀',
  tail: '{file}의 끝',
  noTail: '시작한 뒤로 붙은 것이 없다.',
  where: { buffer: '버퍼', cache: '페이지 캐시', disk: 'fsync됨' },
  ahead: '앞에 {n} B',
}

export const rewriteWords = { en, ko }
