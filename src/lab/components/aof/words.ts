/** Words of the scene of the append-only file. */
export interface AofWords {
  title: string
  /** {policy}. */
  sub: string
  off: string
  stations: Record<'client' | 'buffer' | 'cache' | 'disk', { name: string; note: string }>
  /** {n}. */
  earlier: string
  lanes: Record<'main' | 'thread' | 'kernel', string>
  stretch: Record<'write' | 'fsync' | 'waits' | 'flush', string>
  ledger: string
  told: string
  survives: string
  atRisk: string
  ifKilled: string
  ifPower: string
  /** {n}, {told}. */
  crash: Record<'killed' | 'power', string>
  nothingLost: string
  /** {n}. */
  more: string
  lostList: string
  bytes: string
  model: string
}

const en: AofWords = {
  title: 'The way to the disk',
  sub: 'appendfsync {policy}',
  off: 'The append-only file is off. Writes live in memory until a snapshot is made. Try',
  stations: {
    client: { name: 'clients', note: 'were told OK' },
    buffer: { name: 'aof_buf', note: 'in the process' },
    cache: { name: 'page cache', note: 'in the kernel: write(2)' },
    disk: { name: 'disk', note: 'synced: fsync(2)' },
  },
  earlier: '+ {n} earlier',
  lanes: { main: 'main thread', thread: 'fsync thread', kernel: 'kernel' },
  stretch: { write: 'write', fsync: 'fsync', waits: 'a write waits', flush: 'flush' },
  ledger: 'Answered writes that would be lost now',
  told: 'answered',
  survives: 'would survive',
  atRisk: 'would be lost',
  ifKilled: 'kill -9',
  ifPower: 'power cut',
  crash: {
    killed: 'Process killed: {n} of {told} answered writes lost',
    power: 'Power cut: {n} of {told} answered writes lost',
  },
  nothingLost: 'Every answered write is still there.',
  more: 'and {n} more',
  lostList: 'Lost',
  bytes: 'bytes',
  model:
    'Buffer, write and fsync go in the order of Redis’s code, and the files are byte for byte its own. How long the disk takes is a model. So is the kernel: it writes back by itself what is older than 30 seconds.',
}

const ko: AofWords = {
  title: '디스크까지 가는 길',
  sub: 'appendfsync {policy}',
  off: 'AOF가 꺼져 있습니다. 스냅샷을 만들기 전까지 쓰기는 메모리에만 있습니다. 해 볼 명령:',
  stations: {
    client: { name: '클라이언트', note: 'OK를 받음' },
    buffer: { name: 'aof_buf', note: '프로세스 안' },
    cache: { name: '페이지 캐시', note: '커널 안: write(2)' },
    disk: { name: '디스크', note: '내려 씀: fsync(2)' },
  },
  earlier: '+ 앞에 {n}개',
  lanes: { main: '메인 스레드', thread: 'fsync 스레드', kernel: '커널' },
  stretch: { write: 'write', fsync: 'fsync', waits: '쓰기 대기', flush: '내려 쓰기' },
  ledger: '지금 사고가 나면 잃을, 응답까지 한 쓰기',
  told: '응답함',
  survives: '남을 것',
  atRisk: '잃을 것',
  ifKilled: 'kill -9',
  ifPower: '전원 차단',
  crash: {
    killed: '프로세스 죽음: 응답한 {told}개 중 {n}개를 잃음',
    power: '전원 차단: 응답한 {told}개 중 {n}개를 잃음',
  },
  nothingLost: '응답한 쓰기가 모두 남아 있습니다.',
  more: '외 {n}개',
  lostList: '잃은 것',
  bytes: '바이트',
  model:
    '버퍼, write, fsync의 순서는 Redis 코드 그대로이고 파일은 바이트까지 같습니다. 디스크가 걸리는 시간은 모형입니다. 30초가 지난 것을 스스로 내려 쓰는 커널도 모형입니다.',
}

export const aofWords = { en, ko }
