import type { RdbPartName } from '../../../formats/rdb/annotate.ts'
import type { OpenFailure } from './opened.ts'

/*
 * Words of the Files tab. They come with its code, not with every page. `{name}` marks what `fill` replaces.
 */

export interface FilesWords {
  empty: string
  machine: string
  tree: string
  view: string
  download: string
  /** {synced}, {size}. */
  share: string
  pick: string
  /** {n}. */
  first: string
  gone: string
  records: Record<'rdb' | 'aof', string>
  table: string
  text: string
  hex: string
  /** {path}. */
  rowsOf: string
  /** {path}. */
  bytesOf: string
  /** From a file to the list, where there is room for one of them. */
  back: string
  open: string
  openHint: string
  disk: string
  disks: Record<'ordinary' | 'slow' | 'full' | 'broken', string>
  /** Beside a file: what a power cut would leave. */
  fate: Record<'shorter' | 'older' | 'gone', string>
  /** Nothing would be lost. */
  safe: string
  /** {n} files. */
  atRisk: string
  past: string
  /** {n}: bytes; {records}. */
  synced: string
  skipped: string
  more: string
  parts: Record<RdbPartName, string>
  hows: Record<'int8' | 'int16' | 'int32' | 'lzf' | 'ok' | 'off' | 'wrong', string>
  /** {size}, {length}. */
  lzf: string
  /** {db}. */
  select: string
  preamble: string
  cut: string
  damage: string
  /** {at}: why nothing behind it can be named. */
  damagedAt: string
  /** {at}. */
  openMulti: string
  manifest: {
    order: string
    file: string
    seq: string
    type: string
    size: string
    types: Record<'b' | 'i' | 'h', string>
    missing: string
    /** {line}. */
    error: string
  }
  edit: {
    bytes: string
    at: string
    set: string
    insert: string
    remove: string
    cutHere: string
    undo: string
    redo: string
    save: string
    revert: string
    outside: string
    reload: string
    mode: string
    over: string
    ins: string
    /** {hex}, {at}, {byte}, {text}. */
    place: string
    /** {n}. */
    selected: string
    end: string
    hint: string
    badHex: string
  }
  /** {from}, {to}, {size}. */
  window: string
  earlier: string
  later: string
  opened: {
    /** {names}. */
    placed: string
    /** {server}. */
    restart: string
    dismiss: string
    /** {server}: what the restart does. */
    restarted: string
    /** {name}, {limit}, {at}, {version}. */
    failures: Record<OpenFailure['why'], string>
    /** {name}, {at}. */
    damaged: string
    /** {name}, {version}. */
    newer: string
    /** {name}, {line}. */
    refused: string
    local: string
    nothing: string
  }
}

const en: FilesWords = {
  empty: 'Nothing on disk: `save ""` and `appendonly no`.',
  machine: 'Machine',
  tree: 'Files',
  view: 'How to show it',
  download: 'Download',
  share: '{synced} of {size} bytes would survive a power cut',
  pick: 'Choose a file to see what it holds.',
  first: 'The first {n} bytes. Download the file for the rest.',
  gone: 'This file is not there.',
  records: { rdb: 'Records', aof: 'Commands' },
  table: 'Table',
  text: 'Text',
  hex: 'Bytes',
  rowsOf: 'Records of {path}',
  bytesOf: 'Bytes of {path}',
  back: 'All files',
  open: 'Open a file of yours',
  openHint:
    'dump.rdb, an AOF or appendonlydir, redis.conf: choose, or drop on the bench. It stays in this browser.',
  disk: 'Disk',
  disks: { ordinary: 'ordinary', slow: 'slow: fsync 1.2 s', full: 'full', broken: 'broken' },
  fate: { shorter: 'loses {n} B', older: 'falls back to {n} B', gone: 'is gone' },
  safe: 'A power cut now would lose nothing here.',
  atRisk: 'If the power fails now:',
  past: 'The disk as it was at the instant shown.',
  synced: 'On disk up to {n}. What follows is in the page cache only: a power cut loses it.',
  skipped: '{n} more bytes',
  more: 'The file goes on: {n} more bytes. See Bytes.',
  parts: {
    magic: 'magic word',
    version: 'format version',
    opcode: 'opcode',
    db: 'database number',
    keys: 'keys in it',
    expires: 'keys with a time to live',
    'expire-ms': 'expires at, ms',
    'expire-s': 'expires at, s',
    idle: 'idle seconds (LRU)',
    freq: 'use counter (LFU)',
    type: 'type',
    length: 'length',
    lzf: 'compressed',
    'aux-name': 'field',
    'aux-value': 'its value',
    function: 'function library',
    key: 'key',
    value: 'value',
    element: 'element',
    field: 'field',
    member: 'member',
    score: 'score',
    count: 'how many follow',
    container: 'node kind: 1 plain, 2 listpack',
    packed: 'all elements in one',
    'packed-header': 'header',
    'packed-entry': 'entry',
    'packed-end': 'end mark',
    'stream-id': 'stream ID',
    number: 'number',
    time: 'time, ms',
    group: 'consumer group',
    consumer: 'consumer',
    module: 'written by a module',
    checksum: 'CRC-64 of all before',
    rest: 'bytes after the end',
    damage: 'unreadable',
  },
  hows: {
    int8: 'as an 8-bit integer',
    int16: 'as a 16-bit integer',
    int32: 'as a 32-bit integer',
    lzf: 'LZF compressed',
    ok: 'right',
    off: 'switched off',
    wrong: 'wrong',
  },
  lzf: '{size} bytes for {length}',
  select: 'from here on database {db}',
  preamble: 'snapshot (RDB)',
  cut: 'the file ends within a command',
  damage: 'no command begins here',
  damagedAt: 'From byte {at} on this can’t be read.',
  openMulti: 'The transaction at byte {at} has no EXEC: a server stops loading before it.',
  manifest: {
    order: 'load order',
    file: 'file',
    seq: 'number',
    type: 'type',
    size: 'bytes',
    types: { b: 'base', i: 'incremental', h: 'history: waits to be deleted' },
    missing: 'missing',
    error: 'line {line}',
  },
  edit: {
    bytes: 'Bytes, hex',
    at: 'At',
    set: 'Overwrite',
    insert: 'Insert',
    remove: 'Delete',
    cutHere: 'Cut off here',
    undo: 'Undo',
    redo: 'Redo',
    save: 'Save',
    revert: 'Discard',
    outside: 'The file was changed on disk meanwhile.',
    reload: 'Read it again',
    mode: 'Typing',
    over: 'overwrites',
    ins: 'inserts',
    place: 'byte {at} (0x{hex}): {byte}',
    selected: '{n} bytes selected',
    end: 'end of the file',
    hint: 'Type hex digits, or text in the right column (/ changes sides). Insert: overwrite or insert. Shift and arrows select, Delete removes, Ctrl+Z takes back, Ctrl+S saves.',
    badHex: 'Two hex digits for each byte: 0a ff',
  },
  window: 'bytes {from} to {to} of {size}',
  earlier: 'Earlier bytes',
  later: 'Later bytes',
  opened: {
    placed: 'Put on the machine’s disk: {names}.',
    restart: 'Restart {server} with it',
    dismiss: 'Leave it',
    restarted: '{server} was stopped without saving and starts with the file.',
    failures: {
      unknown: '{name} is no RDB file, no append-only file and no redis.conf.',
      large: '{name} is too large: up to {limit} are opened here.',
      empty: '{name} is empty.',
    },
    damaged: '{name} is damaged from byte {at} on.',
    newer: '{name} has format version {version}: Redis 7.0.15 reads up to 10.',
    refused: '{name}, line {line}: the server will refuse it.',
    local: 'Nothing was sent anywhere.',
    nothing: 'There was no file in what was dropped.',
  },
}

const ko: FilesWords = {
  empty: '디스크에 아무것도 없습니다: `save ""`, `appendonly no`.',
  machine: '컴퓨터',
  tree: '파일',
  view: '보는 방법',
  download: '내려받기',
  share: '{size}바이트 중 {synced}바이트가 전원 차단에도 남습니다',
  pick: '내용을 볼 파일을 고르세요.',
  first: '처음 {n}바이트입니다. 나머지는 내려받아 보세요.',
  gone: '이 파일은 없습니다.',
  records: { rdb: '레코드', aof: '명령' },
  table: '표',
  text: '텍스트',
  hex: '바이트',
  rowsOf: '{path}의 레코드',
  bytesOf: '{path}의 바이트',
  back: '모든 파일',
  open: '내 파일 열기',
  openHint:
    'dump.rdb, AOF나 appendonlydir, redis.conf: 고르거나 벤치에 끌어다 놓으세요. 파일은 이 브라우저를 떠나지 않습니다.',
  disk: '디스크',
  disks: { ordinary: '보통', slow: '느림: fsync 1.2초', full: '가득 참', broken: '고장' },
  fate: { shorter: '{n} B를 잃음', older: '{n} B짜리 옛 내용으로', gone: '사라짐' },
  safe: '지금 전원이 끊겨도 여기서는 아무것도 잃지 않습니다.',
  atRisk: '지금 전원이 끊기면:',
  past: '보고 있는 순간의 디스크입니다.',
  synced: '{n}까지 디스크에 있습니다. 그다음은 페이지 캐시에만 있어 전원이 끊기면 사라집니다.',
  skipped: '{n}바이트 더',
  more: '파일이 이어집니다: {n}바이트 더. 바이트 보기에서 볼 수 있습니다.',
  parts: {
    magic: '매직 문자열',
    version: '형식 버전',
    opcode: '연산 코드',
    db: '데이터베이스 번호',
    keys: '키 개수',
    expires: '수명이 있는 키 개수',
    'expire-ms': '만료 시각, ms',
    'expire-s': '만료 시각, 초',
    idle: '쉰 시간, 초 (LRU)',
    freq: '사용 계수 (LFU)',
    type: '타입',
    length: '길이',
    lzf: '압축',
    'aux-name': '항목',
    'aux-value': '항목의 값',
    function: '함수 라이브러리',
    key: '키',
    value: '값',
    element: '원소',
    field: '필드',
    member: '멤버',
    score: '점수',
    count: '뒤따르는 개수',
    container: '노드 종류: 1 단일, 2 listpack',
    packed: '모든 원소를 하나로',
    'packed-header': '머리',
    'packed-entry': '항목',
    'packed-end': '끝 표시',
    'stream-id': '스트림 ID',
    number: '수',
    time: '시각, ms',
    group: '소비자 그룹',
    consumer: '소비자',
    module: '모듈이 쓴 것',
    checksum: '앞 전체의 CRC-64',
    rest: '끝 뒤의 바이트',
    damage: '읽을 수 없음',
  },
  hows: {
    int8: '8비트 정수로',
    int16: '16비트 정수로',
    int32: '32비트 정수로',
    lzf: 'LZF 압축',
    ok: '맞음',
    off: '꺼져 있음',
    wrong: '틀림',
  },
  lzf: '{length}바이트를 {size}바이트로',
  select: '여기부터 데이터베이스 {db}',
  preamble: '스냅숏 (RDB)',
  cut: '명령 도중에 파일이 끝남',
  damage: '명령이 시작되지 않는 곳',
  damagedAt: '{at}번째 바이트부터 읽을 수 없습니다.',
  openMulti: '{at}번째 바이트의 트랜잭션에는 EXEC가 없습니다. 서버는 그 앞에서 읽기를 멈춥니다.',
  manifest: {
    order: '읽는 순서',
    file: '파일',
    seq: '번호',
    type: '종류',
    size: '바이트',
    types: { b: 'base', i: 'incremental', h: 'history: 지워지기를 기다림' },
    missing: '없음',
    error: '{line}번째 줄',
  },
  edit: {
    bytes: '바이트, 16진수',
    at: '위치',
    set: '덮어쓰기',
    insert: '끼워 넣기',
    remove: '지우기',
    cutHere: '여기서 자르기',
    undo: '되돌리기',
    redo: '다시 하기',
    save: '저장',
    revert: '버리기',
    outside: '그사이 디스크의 파일이 바뀌었습니다.',
    reload: '다시 읽기',
    mode: '입력',
    over: '덮어쓰기',
    ins: '끼워 넣기',
    place: '바이트 {at} (0x{hex}): {byte}',
    selected: '{n}바이트 선택',
    end: '파일의 끝',
    hint: '16진 숫자를, 오른쪽 열에서는 글자를 입력하세요(/ 키로 옮깁니다). Insert: 덮어쓰기와 끼워 넣기. Shift와 화살표로 선택하고 Delete로 지우고 Ctrl+Z로 되돌리고 Ctrl+S로 저장합니다.',
    badHex: '바이트마다 16진 숫자 두 개: 0a ff',
  },
  window: '{size}바이트 중 {from}–{to}',
  earlier: '앞부분',
  later: '뒷부분',
  opened: {
    placed: '컴퓨터의 디스크에 두었습니다: {names}.',
    restart: '이것으로 {server} 다시 시작',
    dismiss: '그대로 두기',
    restarted: '{server} 서버를 저장 없이 멈추고 이 파일로 시작합니다.',
    failures: {
      unknown: '{name}: RDB 파일도 AOF 파일도 redis.conf도 아닙니다.',
      large: '{name}: 너무 큽니다. {limit}까지 열 수 있습니다.',
      empty: '{name}: 빈 파일입니다.',
    },
    damaged: '{name}: {at}번째 바이트부터 손상되었습니다.',
    newer: '{name}: 형식 버전 {version}입니다. Redis 7.0.15는 10까지 읽습니다.',
    refused: '{name} {line}번째 줄: 서버가 거절합니다.',
    local: '아무것도 밖으로 보내지 않았습니다.',
    nothing: '놓은 것 가운데 파일이 없습니다.',
  },
}

export const filesWords = (language: 'en' | 'ko'): FilesWords => (language === 'ko' ? ko : en)
