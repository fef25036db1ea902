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
      'Integer overflow, and floating point sums as the 80-bit arithmetic of a 64-bit Linux build gives them.',
      'Messages: who gets them and where they stand among replies; keyspace events; what a cache at the client is told to forget.',
      'redis-cli: quoting, prompts, how each reply is printed.',
    ],
    model: 'A model',
    modelList: [
      'Virtual time: what a command, a fork or a hop costs comes from a table measured on a real server. Orders of events are right; exact microseconds are not promised.',
      'used_memory and MEMORY USAGE: counted as a 64-bit build with jemalloc would, not measured.',
      'Patterns of subscribers are visited in order of age, where Redis goes by a seeded hash table.',
      'Which member a random command picks: drawn from the world’s seed, with the right odds.',
      'The machines and the network between them: links with a latency, disks with a page cache.',
    ],
    ours: 'Redis’s words, ours',
    oursList: [
      'Summaries in COMMAND DOCS, HELP and these pages are written for this site; syntax, groups, versions and complexity are Redis’s facts.',
      'The reports of LATENCY DOCTOR, MEMORY DOCTOR and MEMORY MALLOC-STATS, and the drawings of LOLWUT VERSION 5 and 6, are ours too.',
    ],
    missing: 'Missing',
    missingText:
      'A command that is not in the table answers as Redis answers an unknown command. Of the 240 commands of redis-server 7.0.15 these groups are not here: saving to disk (SAVE, BGSAVE …; SHUTDOWN ends the server without a save), dumps and restores, replication, Sentinel, Cluster. Of DEBUG the subcommands about files, crashes and serialized lengths are not here.',
    table: 'Commands and recorded transcripts',
    group: 'Group',
    commands: 'Commands',
    transcripts: 'Recorded exchanges',
    of: '{n} with a transcript',
    method: 'How it is checked',
    methodText: [
      'Each command has a transcript recorded from redis-server 7.0.15: ordinary replies, errors, wrong types, overflow, negative indexes, binary values, and both sides of every threshold. The tests replay all of them against the simulator.',
      'Where a redis-server is on the machine, random streams of commands go to both and every reply is compared; a difference is shrunk to the shortest transcript that shows it.',
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
      '정수 오버플로, 그리고 64비트 리눅스 빌드의 80비트 연산이 내는 실수 덧셈.',
      '메시지: 누가 받는지, 응답들 사이 어디에 오는지, 키스페이스 이벤트, 클라이언트 쪽 캐시가 잊어야 할 키.',
      'redis-cli: 따옴표 규칙, 프롬프트, 응답을 찍는 방식.',
    ],
    model: '모형',
    modelList: [
      '가상 시간: 명령, fork, 네트워크 한 번의 비용은 실제 서버를 잰 표에서 나옵니다. 일의 순서는 맞지만 마이크로초 단위의 값은 약속하지 않습니다.',
      'used_memory와 MEMORY USAGE: jemalloc을 쓰는 64비트 빌드가 세는 방식이며 잰 값이 아닙니다.',
      '패턴 구독자는 구독한 순서대로 찾아봅니다. Redis는 시드를 섞은 해시 테이블의 순서를 따릅니다.',
      '무작위 명령이 고르는 멤버: 세계의 시드에서 올바른 확률로 뽑습니다.',
      '기계와 그 사이의 네트워크: 지연이 있는 링크와 페이지 캐시가 있는 디스크입니다.',
    ],
    ours: 'Redis의 글이 아닌 것',
    oursList: [
      'COMMAND DOCS와 HELP, 이 사이트의 요약은 새로 쓴 글입니다. 문법, 그룹, 판, 복잡도는 Redis의 사실입니다.',
      'LATENCY DOCTOR, MEMORY DOCTOR, MEMORY MALLOC-STATS의 보고와 LOLWUT VERSION 5와 6의 그림도 새로 만든 것입니다.',
    ],
    missing: '없는 것',
    missingText:
      '표에 없는 명령은 Redis가 모르는 명령에 답하듯 답합니다. redis-server 7.0.15의 명령 240개 가운데 디스크 저장(SAVE, BGSAVE 등. SHUTDOWN은 저장하지 않고 서버를 끝냅니다), 덤프와 복원, 복제, 센티널, 클러스터가 없습니다. DEBUG에는 파일, 강제 종료, 직렬화 길이를 다루는 하위 명령이 없습니다.',
    table: '명령과 녹음한 기록',
    group: '그룹',
    commands: '명령',
    transcripts: '녹음한 주고받음',
    of: '기록 있음 {n}',
    method: '어떻게 확인하나',
    methodText: [
      '명령마다 redis-server 7.0.15에서 녹음한 기록이 있습니다. 보통의 응답, 오류, 잘못된 타입, 오버플로, 음수 자리, 이진 값, 모든 경계값의 양쪽입니다. 테스트는 이것을 모두 시뮬레이터에 다시 돌립니다.',
      '기계에 redis-server가 있으면 무작위 명령을 양쪽에 보내 모든 응답을 비교하고, 다르면 그 차이를 보이는 가장 짧은 기록으로 줄입니다.',
      '강의에 찍힌 모든 응답은 실행해서 비교합니다.',
    ],
  },
}
