/*
 * What is the same, what is a model, what is missing, in both languages. The counts beside them come from the
 * command declarations and the recorded transcripts.
 */

interface Fidelity {
  same: string
  sameList: readonly string[]
  model: string
  modelList: readonly string[]
  ours: string
  oursList: readonly string[]
  /** What a test written for real servers could trip over. */
  differences: string
  differencesList: readonly string[]
  missing: string
  missingText: string
  table: string
  group: string
  commands: string
  transcripts: string
  of: string
  method: string
  methodText: readonly string[]
}

export const fidelityWords: Readonly<Record<'en' | 'ko', Fidelity>> = {
  en: {
    same: 'The same, byte for byte',
    sameList: [
      'Replies in RESP2 and RESP3, error texts and which error comes first, for every command in the table below.',
      'Encodings and the thresholds at which they change: int, embstr, raw, listpack, quicklist, intset, hashtable, skiplist.',
      'The dictionary: its size, incremental rehash, and the cursor SCAN walks with.',
      'Expiry: what a read removes, and the cycle that samples twenty keys at a time.',
      'Eviction: memory is looked at before each command, samples go through the pool of sixteen, the LRU clock ticks once a second, LFU counters decay; commands that could need memory are refused in the same cases. Hit ratios are within 0.005 of the real server’s for all eight policies.',
      'Files: dump.rdb and the append-only directory with its manifest. redis-server 7.0.15 loads ours and we load its own, whole, cut off or damaged, with the same lines in the log; redis-check-rdb and redis-check-aof print the same.',
      'Persistence: save points, the snapshot of the instant of the fork, when the log is written and synced, rewrites and their failures, what is refused when saving fails.',
      'Integer overflow, and floating point sums as the 80-bit arithmetic of a 64-bit Linux build gives them.',
      'Messages: who gets them and where they stand among replies; keyspace events; what a cache at the client is told to forget.',
      'redis-cli: quoting, prompts, how each reply is printed.',
    ],
    model: 'A model',
    modelList: [
      'Virtual time: what a command, a fork or a hop costs comes from a table measured on a real server. Orders of events are right; exact microseconds are not promised.',
      'used_memory and MEMORY USAGE: counted as a 64-bit build with jemalloc would, not measured; within 2 % of the real server in our data sets of all types and encodings.',
      'Resident memory and fragmentation: keys stand in pages by size, a page goes back when nothing is left on it. What the background thread frees takes a fixed time for each part of a value.',
      'Patterns of subscribers are visited in order of age, where Redis goes by a seeded hash table.',
      'Which member a random command picks: drawn from the world’s seed, with the right odds.',
      'The machines and the network between them: links with a latency, disks with a page cache. How long a disk takes is set, the kernel writes back what is older than 30 seconds, the name of a new file is safe with the next sync, and a write into a file that is being synced waits.',
      'Pages copied after a fork: keys made one after the other share pages, the first change copies one. The kernel refuses a fork or kills a process by simple rules for its memory.',
    ],
    ours: 'Redis’s words, ours',
    oursList: [
      'Summaries in COMMAND DOCS, HELP and these pages are written for this site; syntax, groups, versions and complexity are Redis’s facts.',
      'The reports of LATENCY DOCTOR, MEMORY DOCTOR and MEMORY MALLOC-STATS, the drawings of LOLWUT VERSION 5 and 6 and the one always-show-logo puts into the log are ours too.',
    ],
    differences: 'Known differences',
    differencesList: [
      'SCRIPT DEBUG is accepted, and scripts run without the debugger.',
      'string.dump in a script gives the header of a compiled chunk and nothing behind it; Redis gives all of it, which no script can load either.',
      'DEBUG RESTART and DEBUG CRASH-AND-RECOVER answer as a server does whose program file is gone; DEBUG MALLCTL is not there. DEBUG SDSLEN knows no spare room that APPEND or SETRANGE left.',
      'OBJECT FREQ and OBJECT IDLETIME are kept for each key. In Redis, keys that hold the same integer below 10,000 share one value and its age, as long as there is no maxmemory.',
      'MIGRATE within a script fails as if the other server could not be reached.',
      'A replica’s payload leaves in one piece when the child has finished, also where repl-diskless-sync streams it.',
      'FAILOVER and SHUTDOWN do not know attached replicas.',
      'A damaged listpack in a snapshot or in what RESTORE is given is refused; Redis loads it unless sanitize-dump-payload is on, and may crash later.',
      'The table of keys grows when it is full; Redis waits with that while the larger table would not fit into maxmemory.',
      'A script that runs long while DEBUG LOADAOF reads it has other clients told BUSY, where Redis says LOADING.',
      'Run on a real machine, the children that save have numbers of their own, which ps and kill do not know, and a signal that crashes the server ends it without Redis’s report.',
      'Active defragmentation is refused as in Debian’s build; the world of the lesson on memory has the build that can.',
      'Parameters about the machine are accepted and shown, and change nothing: I/O threads, process titles, OOM scores, CPU lists, TLS, Unix sockets. Modules cannot be loaded.',
    ],
    missing: 'Missing',
    missingText:
      'All 240 commands of redis-server 7.0.15 are here. What is not here yet: the replica’s side of replication (a server with REPLICAOF dials its primary and shows what it would show while the link is down), Sentinel, and Cluster (a server outside of one refuses its commands, as Redis does).',
    table: 'Commands and recorded transcripts',
    group: 'Group',
    commands: 'Commands',
    transcripts: 'Recorded exchanges',
    of: '{n} with a transcript',
    method: 'How it is checked',
    methodText: [
      'Each command has a transcript recorded from redis-server 7.0.15: ordinary replies, errors, wrong types, overflow, negative indexes, binary values, and both sides of every threshold. The tests replay all of them against the simulator.',
      'Where a redis-server is on the machine, random streams of commands go to both and every reply is compared; a difference is shrunk to the shortest transcript that shows it. Logs and snapshots go to and fro between both.',
      'Simulated servers are killed and cut from power at random instants under every policy; each acknowledged write that is gone must be one the policy did not promise.',
      'Every reply printed in a lesson is run and compared.',
    ],
  },
  ko: {
    same: '바이트까지 같은 것',
    sameList: [
      '아래 표에 있는 모든 명령의 RESP2와 RESP3 응답, 오류 문장, 어느 오류가 먼저 나오는지.',
      '인코딩과 그것이 바뀌는 경계값: int, embstr, raw, listpack, quicklist, intset, hashtable, skiplist.',
      '딕셔너리의 크기, 조금씩 하는 재해시, SCAN이 도는 커서.',
      '만료: 읽을 때 지워지는 것, 그리고 한 번에 키 스무 개를 뽑아 보는 주기.',
      '축출: 명령마다 먼저 메모리를 보고, 뽑은 키들은 열여섯 자리 풀을 거치며, LRU 시계는 1초에 한 번 움직이고 LFU 카운터는 줄어듭니다. 메모리가 더 들 수 있는 명령은 같은 경우에 거절됩니다. 여덟 정책 모두 적중률이 실제 서버와 0.005 안에서 같습니다.',
      '파일: dump.rdb, 그리고 매니페스트가 있는 AOF 디렉터리. redis-server 7.0.15가 우리 파일을 읽고 우리도 그 파일을 읽습니다. 온전하든 잘렸든 망가졌든 로그에 같은 줄이 나오고, redis-check-rdb와 redis-check-aof도 같은 글을 찍습니다.',
      '영속성: 저장 조건, fork한 순간의 스냅샷, 로그를 쓰고 동기화하는 때, 재작성과 그 실패, 저장이 안 될 때 거절하는 것.',
      '정수 오버플로, 그리고 64비트 리눅스 빌드의 80비트 연산이 내는 실수 덧셈.',
      '메시지: 누가 받는지, 응답들 사이 어디에 오는지, 키스페이스 이벤트, 클라이언트 쪽 캐시가 잊어야 할 키.',
      'redis-cli: 따옴표 규칙, 프롬프트, 응답을 찍는 방식.',
    ],
    model: '모형',
    modelList: [
      '가상 시간: 명령, fork, 네트워크 한 번의 비용은 실제 서버를 잰 표에서 나옵니다. 일의 순서는 맞지만 마이크로초 단위의 값은 약속하지 않습니다.',
      'used_memory와 MEMORY USAGE: jemalloc을 쓰는 64비트 빌드가 세는 방식이며 잰 값이 아닙니다. 모든 타입과 인코딩의 시험 데이터에서 실제 서버와 2% 안에서 같습니다.',
      '상주 메모리와 단편화: 키는 크기별 페이지에 놓이고, 아무것도 남지 않은 페이지만 돌려줍니다. 백그라운드 스레드는 값의 부분마다 정해진 시간을 들여 해제합니다.',
      '패턴 구독자는 구독한 순서대로 찾아봅니다. Redis는 시드를 섞은 해시 테이블의 순서를 따릅니다.',
      '무작위 명령이 고르는 멤버: 세계의 시드에서 올바른 확률로 뽑습니다.',
      '기계와 그 사이의 네트워크: 지연이 있는 링크와 페이지 캐시가 있는 디스크입니다. 디스크가 걸리는 시간은 정해 둔 값이고, 커널은 30초가 지난 것을 스스로 내려 쓰며, 새 파일의 이름은 다음 동기화와 함께 안전해지고, 동기화 중인 파일에 쓰면 기다립니다.',
      'fork 뒤에 복사하는 페이지: 잇따라 만든 키는 같은 페이지에 있고 첫 변경이 페이지를 복사합니다. 커널은 메모리에 관한 간단한 규칙으로 fork를 거절하거나 프로세스를 죽입니다.',
    ],
    ours: 'Redis의 글이 아닌 것',
    oursList: [
      'COMMAND DOCS와 HELP, 이 사이트의 요약은 새로 쓴 글입니다. 문법, 그룹, 판, 복잡도는 Redis의 사실입니다.',
      'LATENCY DOCTOR, MEMORY DOCTOR, MEMORY MALLOC-STATS의 보고와 LOLWUT VERSION 5와 6의 그림, always-show-logo가 로그에 넣는 그림도 새로 만든 것입니다.',
    ],
    differences: '알고 있는 차이',
    differencesList: [
      'SCRIPT DEBUG를 받아들이지만 스크립트는 디버거 없이 돕니다.',
      '스크립트의 string.dump는 컴파일한 청크의 머리만 줍니다. Redis는 전부를 주지만, 그것을 올릴 수 있는 스크립트는 없습니다.',
      'DEBUG RESTART와 DEBUG CRASH-AND-RECOVER는 프로그램 파일이 사라진 서버처럼 답합니다. DEBUG MALLCTL은 없습니다. DEBUG SDSLEN은 APPEND나 SETRANGE가 남긴 여분을 모릅니다.',
      'OBJECT FREQ와 OBJECT IDLETIME은 키마다 따로 둡니다. Redis에서는 maxmemory가 없는 동안 10,000보다 작은 같은 정수를 담은 키들이 값 하나와 그 나이를 함께 씁니다.',
      '스크립트 안의 MIGRATE는 다른 서버에 닿지 못한 것처럼 실패합니다.',
      '복제본이 받을 내용은 repl-diskless-sync로 흘려보낼 때에도 자식이 끝난 뒤 한 덩이로 나갑니다.',
      'FAILOVER와 SHUTDOWN은 붙어 있는 복제본을 모릅니다.',
      '스냅샷이나 RESTORE가 받은 값 안의 망가진 listpack은 거절합니다. Redis는 sanitize-dump-payload가 꺼져 있으면 읽어 들이고 나중에 죽을 수 있습니다.',
      '키의 표는 가득 차면 커집니다. Redis는 커진 표가 maxmemory에 들어가지 않는 동안 기다립니다.',
      'DEBUG LOADAOF가 읽은 스크립트가 오래 돌면 다른 클라이언트는 BUSY를 받습니다. Redis는 LOADING이라고 답합니다.',
      '실제 기계에서 실행하면 저장하는 자식에는 ps와 kill이 모르는 번호가 붙고, 서버를 비정상 종료시키는 시그널을 받으면 Redis의 보고 없이 끝납니다.',
      '활성 조각 모음은 데비안 빌드처럼 거절됩니다. 메모리 레슨의 세계에는 그것을 할 수 있는 빌드가 있습니다.',
      '기계에 관한 매개변수는 받아들이고 보여 주지만 바꾸는 것이 없습니다. I/O 스레드, 프로세스 제목, OOM 점수, CPU 목록, TLS, 유닉스 소켓이 그렇습니다. 모듈은 올릴 수 없습니다.',
    ],
    missing: '없는 것',
    missingText:
      'redis-server 7.0.15의 명령 240개가 모두 있습니다. 아직 없는 것은 복제본 쪽의 복제(REPLICAOF를 받은 서버는 프라이머리를 부르고, 연결이 끊겨 있을 때 보일 것을 보여 줍니다), 센티널, 그리고 클러스터(클러스터 밖의 서버는 Redis처럼 그 명령을 거절합니다)입니다.',
    table: '명령과 녹음한 기록',
    group: '그룹',
    commands: '명령',
    transcripts: '녹음한 주고받음',
    of: '기록 있음 {n}',
    method: '어떻게 확인하나',
    methodText: [
      '명령마다 redis-server 7.0.15에서 녹음한 기록이 있습니다. 보통의 응답, 오류, 잘못된 타입, 오버플로, 음수 자리, 이진 값, 모든 경계값의 양쪽입니다. 테스트는 이것을 모두 시뮬레이터에 다시 돌립니다.',
      '기계에 redis-server가 있으면 무작위 명령을 양쪽에 보내 모든 응답을 비교하고, 다르면 그 차이를 보이는 가장 짧은 기록으로 줄입니다. 로그와 스냅샷도 양쪽을 오갑니다.',
      '시뮬레이션한 서버를 모든 정책에서 아무 순간에나 죽이고 전원을 끊습니다. 응답까지 하고 사라진 쓰기는 그 정책이 약속하지 않은 것이어야 합니다.',
      '강의에 찍힌 모든 응답은 실행해서 비교합니다.',
    ],
  },
}
