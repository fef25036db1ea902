/**
 * What each parameter is for, in a sentence: the editor's hover text. Apart from the declarations, so that a
 * server's code carries no prose.
 */
import type { Text } from './declaration.ts'
import type { ParameterName } from './parameters.ts'

export const about: Readonly<Record<ParameterName, Text>> = {
  requirepass: {
    en: 'Password of the default user; clients give it with AUTH.',
    ko: 'default 사용자의 비밀번호이며 클라이언트는 AUTH로 보냅니다.',
  },
  aclfile: {
    en: 'File that lists the users, instead of user lines in this file.',
    ko: '이 파일의 user 줄 대신 사용자 목록을 적어 두는 파일입니다.',
  },
  'acl-pubsub-default': {
    en: 'Whether a new user may use every pub/sub channel or none.',
    ko: '새 사용자가 모든 pub/sub 채널을 쓸 수 있는지, 하나도 못 쓰는지 정합니다.',
  },
  'acllog-max-len': {
    en: 'How many refused accesses ACL LOG remembers.',
    ko: 'ACL LOG가 기억하는 거절된 접근의 수입니다.',
  },
  'enable-protected-configs': {
    en: 'Whether CONFIG SET may change dir and dbfilename: never, always, or only for local clients.',
    ko: 'CONFIG SET으로 dir과 dbfilename을 바꿀 수 있는지(안 됨, 됨, 로컬만) 정합니다.',
  },
  'enable-debug-command': {
    en: 'Whether DEBUG is allowed: never, always, or only for local clients.',
    ko: 'DEBUG 명령을 허용할지(안 됨, 됨, 로컬만) 정합니다.',
  },
  'enable-module-command': {
    en: 'Whether MODULE is allowed: never, always, or only for local clients.',
    ko: 'MODULE 명령을 허용할지(안 됨, 됨, 로컬만) 정합니다.',
  },
  'cluster-enabled': {
    en: 'Starts the server as a node of a cluster.',
    ko: '서버를 클러스터의 노드로 시작합니다.',
  },
  'cluster-config-file': {
    en: 'File in which the node keeps what it knows about the cluster; the node writes it, not you.',
    ko: '노드가 클러스터에 대해 아는 것을 적어 두는 파일로, 사람이 아니라 노드가 씁니다.',
  },
  'cluster-node-timeout': {
    en: 'Milliseconds without an answer after which a node counts as possibly failed.',
    ko: '이 밀리초 동안 답이 없으면 노드가 실패했을 수 있다고 봅니다.',
  },
  'cluster-port': {
    en: 'Port of the cluster bus; 0 takes port + 10000.',
    ko: '클러스터 버스의 포트이며, 0이면 port + 10000입니다.',
  },
  'cluster-replica-validity-factor': {
    en: 'A replica that was away longer than node timeout times this does not stand for election; 0 always does.',
    ko: '노드 시간 제한에 이 수를 곱한 것보다 오래 떨어져 있던 레플리카는 선거에 나서지 않으며, 0이면 늘 나섭니다.',
  },
  'cluster-migration-barrier': {
    en: 'Replicas a primary must keep before one of them may move to a primary without any.',
    ko: '레플리카가 없는 프라이머리로 하나를 옮기려면 원래 프라이머리에 남아야 하는 레플리카 수입니다.',
  },
  'cluster-allow-replica-migration': {
    en: 'Lets replicas move to a primary that has none.',
    ko: '레플리카가 없는 프라이머리로 레플리카가 옮겨 갈 수 있게 합니다.',
  },
  'cluster-require-full-coverage': {
    en: 'Stops answering queries (CLUSTERDOWN) while any slot has no node.',
    ko: '담당 노드가 없는 슬롯이 하나라도 있으면 모든 요청을 CLUSTERDOWN으로 거절합니다.',
  },
  'cluster-replica-no-failover': {
    en: 'Keeps this replica from taking over by itself; a manual failover still works.',
    ko: '이 레플리카가 스스로 승격하지 않게 하며, 수동 페일오버는 됩니다.',
  },
  'cluster-allow-reads-when-down': {
    en: 'Lets a node answer reads for its own slots while the cluster is down.',
    ko: '클러스터가 멈춘 동안에도 자기 슬롯의 읽기에 답하게 합니다.',
  },
  'cluster-allow-pubsubshard-when-down': {
    en: 'Lets sharded pub/sub go on while the cluster is down.',
    ko: '클러스터가 멈춘 동안에도 샤드 pub/sub을 계속합니다.',
  },
  'cluster-link-sendbuf-limit': {
    en: 'Bytes waiting on one bus link at which the link is dropped; 0 sets no limit.',
    ko: '버스 연결 하나에 이 바이트가 쌓이면 연결을 끊으며, 0이면 제한이 없습니다.',
  },
  'cluster-announce-ip': {
    en: 'Address this node names to the others, behind NAT or in a container.',
    ko: 'NAT나 컨테이너 뒤에 있는 노드가 다른 노드에 알릴 주소입니다.',
  },
  'cluster-announce-hostname': {
    en: 'Host name this node names to the others.',
    ko: '이 노드가 다른 노드에 알릴 호스트 이름입니다.',
  },
  'cluster-preferred-endpoint-type': {
    en: 'What redirections and CLUSTER SLOTS call a node: its address, its host name, or nothing.',
    ko: '리다이렉션과 CLUSTER SLOTS에서 노드를 주소, 호스트 이름, 빈 값 중 무엇으로 부를지 정합니다.',
  },
  'cluster-announce-port': {
    en: 'Client port this node names to the others; 0 names the real one.',
    ko: '다른 노드에 알릴 클라이언트 포트이며, 0이면 실제 포트입니다.',
  },
  'cluster-announce-tls-port': {
    en: 'TLS client port this node names to the others; 0 names the real one.',
    ko: '다른 노드에 알릴 TLS 클라이언트 포트이며, 0이면 실제 포트입니다.',
  },
  'cluster-announce-bus-port': {
    en: 'Bus port this node names to the others; 0 names the real one.',
    ko: '다른 노드에 알릴 버스 포트이며, 0이면 실제 포트입니다.',
  },
  maxmemory: {
    en: 'Bytes the data may take before maxmemory-policy acts; 0 sets no limit.',
    ko: '데이터가 쓸 수 있는 바이트이며, 넘으면 maxmemory-policy가 작동하고 0이면 제한이 없습니다.',
  },
  'maxmemory-policy': {
    en: 'Which keys give way when maxmemory is reached; noeviction answers writes with an OOM error instead.',
    ko: 'maxmemory에 닿았을 때 어떤 키를 내보낼지 정하며, noeviction은 대신 쓰기에 OOM 오류로 답합니다.',
  },
  'maxmemory-samples': {
    en: 'How many keys are looked at to choose the one to evict: more is closer to true LRU, but slower.',
    ko: '내보낼 키를 고르려고 살펴보는 키의 수로, 많을수록 진짜 LRU에 가깝지만 느립니다.',
  },
  'maxmemory-eviction-tenacity': {
    en: 'How long one round of eviction may take, from 0 (least latency) to 100 (until done).',
    ko: '내보내기 한 번에 들이는 시간으로, 0(지연 최소)부터 100(끝날 때까지)까지입니다.',
  },
  'lfu-log-factor': {
    en: 'How slowly the LFU counter of a key grows with its hits.',
    ko: '키의 LFU 카운터가 조회에 따라 얼마나 천천히 커지는지 정합니다.',
  },
  'lfu-decay-time': {
    en: 'Minutes after which the LFU counter of an unused key falls by one; 0 never lets it fall.',
    ko: '쓰지 않는 키의 LFU 카운터가 1 줄기까지의 분이며, 0이면 줄지 않습니다.',
  },
  'active-expire-effort': {
    en: 'How hard the background cycle hunts for expired keys, from 1 to 10.',
    ko: '백그라운드에서 만료된 키를 얼마나 열심히 찾을지 1~10으로 정합니다.',
  },
  'lazyfree-lazy-eviction': {
    en: 'Frees evicted values in a background thread.',
    ko: '내보낸 값을 백그라운드 스레드에서 해제합니다.',
  },
  'lazyfree-lazy-expire': {
    en: 'Frees expired values in a background thread.',
    ko: '만료된 값을 백그라운드 스레드에서 해제합니다.',
  },
  'lazyfree-lazy-server-del': {
    en: 'Frees values that a command overwrites (RENAME, SET…) in a background thread.',
    ko: 'RENAME, SET 같은 명령이 덮어쓴 값을 백그라운드 스레드에서 해제합니다.',
  },
  'lazyfree-lazy-user-del': { en: 'Makes DEL behave like UNLINK.', ko: 'DEL이 UNLINK처럼 동작하게 합니다.' },
  'lazyfree-lazy-user-flush': {
    en: 'Makes FLUSHALL and FLUSHDB asynchronous unless SYNC is given.',
    ko: 'SYNC를 붙이지 않은 FLUSHALL과 FLUSHDB를 비동기로 합니다.',
  },
  activedefrag: {
    en: 'Moves values while the server runs, to give fragmented memory back; needs the bundled allocator.',
    ko: '실행 중에 값을 옮겨 조각난 메모리를 되돌려 주며, 함께 배포되는 할당기가 있어야 합니다.',
  },
  'active-defrag-ignore-bytes': {
    en: 'Wasted bytes below which defragmentation does not start.',
    ko: '낭비된 바이트가 이보다 적으면 조각 모음을 시작하지 않습니다.',
  },
  'active-defrag-threshold-lower': {
    en: 'Fragmentation (%) at which defragmentation starts.',
    ko: '조각 모음을 시작하는 단편화 비율(%)입니다.',
  },
  'active-defrag-threshold-upper': {
    en: 'Fragmentation (%) at which defragmentation works hardest.',
    ko: '조각 모음이 가장 세게 일하는 단편화 비율(%)입니다.',
  },
  'active-defrag-cycle-min': {
    en: 'Least share of CPU time (%) for defragmentation.',
    ko: '조각 모음에 쓰는 최소 CPU 비율(%)입니다.',
  },
  'active-defrag-cycle-max': {
    en: 'Largest share of CPU time (%) for defragmentation.',
    ko: '조각 모음에 쓰는 최대 CPU 비율(%)입니다.',
  },
  'active-defrag-max-scan-fields': {
    en: 'Collections with more elements than this are defragmented in several steps.',
    ko: '원소가 이보다 많은 컬렉션은 여러 번에 나누어 조각 모음을 합니다.',
  },
  'jemalloc-bg-thread': {
    en: 'Lets the allocator give unused pages back from a thread of its own.',
    ko: '할당기가 쓰지 않는 페이지를 자기 스레드에서 되돌려 주게 합니다.',
  },
  activerehashing: {
    en: 'Spends 1 ms of every 100 ms on moving a growing hash table, so that it ends without traffic too.',
    ko: '요청이 없어도 해시 테이블 옮기기가 끝나도록 100ms마다 1ms를 씁니다.',
  },
  bind: {
    en: 'Addresses to listen on; a leading - means that a missing address is not an error.',
    ko: '접속을 기다릴 주소 목록이며, 앞에 -를 붙이면 그 주소가 없어도 오류로 보지 않습니다.',
  },
  'bind-source-addr': {
    en: 'Local address from which outgoing connections (to a primary, to cluster nodes) start.',
    ko: '밖으로 나가는 연결(프라이머리, 클러스터 노드)이 출발할 로컬 주소입니다.',
  },
  'protected-mode': {
    en: 'Without a password, refuses clients that come from another machine.',
    ko: '비밀번호가 없을 때 다른 컴퓨터에서 온 클라이언트를 거절합니다.',
  },
  port: {
    en: 'TCP port to listen on; 0 listens on none.',
    ko: '접속을 기다릴 TCP 포트이며, 0이면 열지 않습니다.',
  },
  'tcp-backlog': {
    en: 'How many connections may wait in the kernel until the server accepts them.',
    ko: '서버가 받아들이기 전까지 커널에서 기다릴 수 있는 연결 수입니다.',
  },
  unixsocket: {
    en: 'Path of a Unix socket to listen on, besides TCP.',
    ko: 'TCP와 함께 열어 둘 유닉스 소켓의 경로입니다.',
  },
  unixsocketperm: {
    en: 'Permissions of the Unix socket file, in octal.',
    ko: '유닉스 소켓 파일의 권한이며 8진수로 적습니다.',
  },
  'socket-mark-id': {
    en: 'Mark put on every listening socket, for packet filtering and routing; 0 sets none.',
    ko: '패킷 필터링과 라우팅에 쓰도록 소켓에 붙이는 표시이며, 0이면 붙이지 않습니다.',
  },
  timeout: {
    en: 'Seconds after which an idle client is disconnected; 0 never does.',
    ko: '아무 일도 하지 않는 클라이언트를 끊기까지의 초이며, 0이면 끊지 않습니다.',
  },
  'tcp-keepalive': {
    en: 'Seconds between TCP keepalive probes that find dead clients; 0 sends none.',
    ko: '죽은 클라이언트를 찾는 TCP keepalive를 보내는 간격(초)이며, 0이면 보내지 않습니다.',
  },
  maxclients: {
    en: 'How many clients may be connected at the same time; further ones get an error.',
    ko: '동시에 접속할 수 있는 클라이언트 수이며, 넘으면 오류를 돌려줍니다.',
  },
  'maxmemory-clients': {
    en: 'Memory all client buffers together may take, in bytes or % of maxmemory; beyond it the largest clients are cut off; 0 sets no limit.',
    ko: '모든 클라이언트 버퍼가 함께 쓸 수 있는 메모리(바이트 또는 maxmemory의 %)로, 넘으면 가장 큰 클라이언트부터 끊으며 0이면 제한이 없습니다.',
  },
  'client-output-buffer-limit': {
    en: 'Per class (normal, replica, pubsub): cuts a client off at the hard limit, or when it stays above the soft limit for some seconds.',
    ko: '종류(normal, replica, pubsub)별로 출력 버퍼가 하드 한도에 닿거나 소프트 한도를 정해진 초 동안 넘긴 클라이언트를 끊습니다.',
  },
  'client-query-buffer-limit': {
    en: 'Bytes of unprocessed input a client may pile up before it is disconnected.',
    ko: '클라이언트가 처리되지 않은 입력을 쌓아 둘 수 있는 바이트 수이며, 넘으면 끊습니다.',
  },
  'proto-max-bulk-len': {
    en: 'The longest single argument (and string value) that is accepted, in bytes.',
    ko: '받아들이는 인자(그리고 문자열 값) 하나의 최대 길이(바이트)입니다.',
  },
  'io-threads': {
    en: 'Threads that write to (and, if asked, read from) client sockets; commands always run on one.',
    ko: '클라이언트 소켓에 쓰는(설정하면 읽기도 하는) 스레드 수이며, 명령은 언제나 한 스레드에서 실행됩니다.',
  },
  'io-threads-do-reads': {
    en: 'Lets the I/O threads read and parse requests as well.',
    ko: 'I/O 스레드가 요청을 읽고 해석하는 일도 하게 합니다.',
  },
  'slowlog-log-slower-than': {
    en: 'Commands that run longer than this many microseconds enter SLOWLOG; 0 logs all, -1 none.',
    ko: '이 마이크로초보다 오래 걸린 명령을 SLOWLOG에 남기며, 0은 모두, -1은 남기지 않습니다.',
  },
  'slowlog-max-len': {
    en: 'How many entries SLOWLOG remembers.',
    ko: 'SLOWLOG가 기억하는 항목 수입니다.',
  },
  'latency-monitor-threshold': {
    en: 'Events that take at least this many milliseconds are kept for LATENCY; 0 keeps none.',
    ko: '이 밀리초 이상 걸린 일을 LATENCY용으로 기록하며, 0이면 기록하지 않습니다.',
  },
  'latency-tracking': {
    en: 'Keeps a histogram of the run time of every command, for INFO and LATENCY HISTOGRAM.',
    ko: 'INFO와 LATENCY HISTOGRAM에 쓰도록 명령마다 실행 시간 분포를 기록합니다.',
  },
  'latency-tracking-info-percentiles': {
    en: 'Percentiles of the run time that INFO latencystats shows.',
    ko: 'INFO latencystats가 보여 주는 실행 시간 백분위수입니다.',
  },
  'notify-keyspace-events': {
    en: 'Which changes of keys are published on pub/sub channels; empty publishes none.',
    ko: '키의 어떤 변화를 pub/sub 채널로 알릴지 정하며, 비어 있으면 알리지 않습니다.',
  },
  'tracking-table-max-keys': {
    en: 'Keys remembered for client-side caching; beyond it clients are told to forget some; 0 sets no limit.',
    ko: '클라이언트 캐싱을 위해 기억하는 키의 수로, 넘으면 일부를 버리라고 알리며 0이면 제한이 없습니다.',
  },
  'busy-reply-threshold': {
    en: 'Milliseconds after which a running script lets other clients in, to be told BUSY.',
    ko: '스크립트가 이 밀리초를 넘겨 실행되면 다른 클라이언트에 BUSY로 답하기 시작합니다.',
  },
  save: {
    en: 'Save points: a snapshot is written after so many seconds if at least so many keys changed; "" writes none.',
    ko: '저장 지점으로, 정한 초 동안 정한 수 이상의 키가 바뀌면 스냅숏을 쓰며 ""이면 쓰지 않습니다.',
  },
  dbfilename: { en: 'File name of the snapshot in dir.', ko: 'dir 안에 있는 스냅숏 파일의 이름입니다.' },
  rdbcompression: {
    en: 'Compresses strings in the snapshot with LZF.',
    ko: '스냅숏 안의 문자열을 LZF로 압축합니다.',
  },
  rdbchecksum: {
    en: 'Ends a snapshot with a CRC64 and checks it when loading.',
    ko: '스냅숏 끝에 CRC64를 붙이고 불러올 때 확인합니다.',
  },
  'rdb-del-sync-files': {
    en: 'Without persistence, deletes the snapshot files that replication left behind.',
    ko: '영속성을 쓰지 않을 때 복제가 남긴 스냅숏 파일을 지웁니다.',
  },
  'rdb-save-incremental-fsync': {
    en: 'Syncs a snapshot to disk every 4 MB while it is written, to avoid one long stall.',
    ko: '한 번에 오래 멈추지 않도록 스냅숏을 쓰면서 4MB마다 디스크에 동기화합니다.',
  },
  'sanitize-dump-payload': {
    en: 'Checks the inside of compact encodings when loading a snapshot or RESTORE; clients checks only clients.',
    ko: '스냅숏이나 RESTORE를 불러올 때 압축 인코딩의 속까지 검사하며, clients는 클라이언트 것만 검사합니다.',
  },
  'stop-writes-on-bgsave-error': {
    en: 'Refuses writes (MISCONF) after a failed background save, until one succeeds.',
    ko: '백그라운드 저장이 실패하면 다시 성공할 때까지 쓰기를 MISCONF로 거절합니다.',
  },
  appendonly: {
    en: 'Logs every write to the append-only file, which is replayed at start.',
    ko: '모든 쓰기를 AOF에 기록하고 시작할 때 다시 실행합니다.',
  },
  appendfilename: {
    en: 'First part of the names of the append-only files.',
    ko: 'AOF 파일 이름의 앞부분입니다.',
  },
  appenddirname: {
    en: 'Directory in dir that holds the append-only files and their manifest.',
    ko: 'AOF 파일과 매니페스트를 담는 dir 안의 디렉터리입니다.',
  },
  appendfsync: {
    en: 'When the append-only file is forced to disk: once a second, before each reply, or when the kernel likes.',
    ko: 'AOF를 디스크에 확실히 쓰는 때로, 1초마다, 응답하기 전마다, 커널이 정하는 때 중 하나입니다.',
  },
  'no-appendfsync-on-rewrite': {
    en: 'Skips fsync while a child saves or rewrites: less stalling, up to 30 seconds of writes at risk.',
    ko: '자식이 저장하거나 다시 쓰는 동안 fsync를 건너뛰며, 덜 멈추는 대신 최대 30초의 쓰기가 위험해집니다.',
  },
  'auto-aof-rewrite-percentage': {
    en: 'Growth (%) since the last rewrite at which the append-only file is rewritten; 0 never does.',
    ko: '지난번 다시 쓴 뒤로 이만큼(%) 커지면 AOF를 다시 쓰며, 0이면 하지 않습니다.',
  },
  'auto-aof-rewrite-min-size': {
    en: 'Size below which the append-only file is not rewritten automatically.',
    ko: 'AOF가 이보다 작으면 자동으로 다시 쓰지 않습니다.',
  },
  'aof-load-truncated': {
    en: 'Starts although the end of the last append-only file is cut off, dropping that end.',
    ko: '마지막 AOF의 끝이 잘려 있어도 그 부분을 버리고 시작합니다.',
  },
  'aof-use-rdb-preamble': {
    en: 'Writes the base of a rewritten append-only file in the snapshot format: smaller and faster.',
    ko: '다시 쓴 AOF의 바탕을 더 작고 빠른 스냅숏 형식으로 씁니다.',
  },
  'aof-timestamp-enabled': {
    en: 'Notes the time in the append-only file, so that it can be cut at a moment.',
    ko: '특정 시점으로 잘라 되돌릴 수 있도록 AOF에 시각을 적습니다.',
  },
  'aof-rewrite-incremental-fsync': {
    en: 'Syncs a rewritten append-only file to disk every 4 MB while it is written.',
    ko: 'AOF를 다시 쓰면서 4MB마다 디스크에 동기화합니다.',
  },
  'aof-disable-auto-gc': {
    en: 'Keeps append-only files that are no longer needed, for debugging.',
    ko: '디버깅을 위해 더는 필요 없는 AOF 파일을 지우지 않습니다.',
  },
  'rdb-key-save-delay': {
    en: 'For tests: microseconds to pause after each key while saving.',
    ko: '시험용으로, 저장할 때 키마다 멈추는 마이크로초입니다.',
  },
  'loading-process-events-interval-bytes': {
    en: 'While loading, clients are looked after every so many bytes.',
    ko: '불러오는 동안 이 바이트마다 한 번씩 클라이언트를 돌봅니다.',
  },
  daemonize: {
    en: 'Runs in the background, detached from the terminal.',
    ko: '터미널에서 떨어져 백그라운드에서 실행합니다.',
  },
  supervised: {
    en: 'Tells upstart or systemd when the server is ready; auto finds out which one is there.',
    ko: 'upstart나 systemd에 준비되었음을 알리며, auto는 어느 쪽인지 스스로 알아냅니다.',
  },
  pidfile: {
    en: 'File the process id is written to at start and that is removed at exit.',
    ko: '시작할 때 프로세스 번호를 적고 끝날 때 지우는 파일입니다.',
  },
  dir: {
    en: 'Working directory: dump.rdb and the append-only files are read and written here.',
    ko: '작업 디렉터리이며, dump.rdb와 AOF 파일을 여기에서 읽고 씁니다.',
  },
  databases: {
    en: 'How many numbered databases SELECT can choose from.',
    ko: 'SELECT로 고를 수 있는 번호 붙은 데이터베이스의 수입니다.',
  },
  loglevel: {
    en: 'How much is logged, from everything (debug) to only what is alarming (warning).',
    ko: '로그의 양으로, 모두(debug)부터 심각한 것만(warning)까지 고릅니다.',
  },
  logfile: {
    en: 'File the log is appended to; empty logs to standard output.',
    ko: '로그를 덧붙일 파일이며, 비어 있으면 표준 출력에 씁니다.',
  },
  'syslog-enabled': { en: 'Sends the log to syslog as well.', ko: '로그를 syslog에도 보냅니다.' },
  'syslog-ident': {
    en: 'The name under which lines appear in syslog.',
    ko: 'syslog에 나타날 이름입니다.',
  },
  'syslog-facility': {
    en: 'The syslog facility that gets the lines.',
    ko: '로그를 받을 syslog facility입니다.',
  },
  'crash-log-enabled': {
    en: 'On a crash, logs registers, stack and the running command.',
    ko: '비정상 종료할 때 레지스터, 스택, 실행 중이던 명령을 로그에 남깁니다.',
  },
  'crash-memcheck-enabled': {
    en: 'On a crash, tests the memory quickly before exiting.',
    ko: '비정상 종료할 때 끝나기 전에 메모리를 간단히 검사합니다.',
  },
  'always-show-logo': {
    en: 'Shows the start-up picture even when the log is not a terminal.',
    ko: '로그가 터미널이 아니어도 시작 그림을 보여 줍니다.',
  },
  'set-proc-title': {
    en: 'Lets the process list show address and mode next to the name.',
    ko: '프로세스 목록의 이름 옆에 주소와 모드를 보여 줍니다.',
  },
  'proc-title-template': {
    en: 'How the title in the process list is put together, from variables in braces.',
    ko: '프로세스 목록의 제목을 중괄호 변수로 어떻게 만들지 정합니다.',
  },
  hz: {
    en: 'How often a second background work runs (expiry, timeouts, rehashing); kept between 1 and 500.',
    ko: '만료, 시간 초과, 리해싱 같은 뒷일을 1초에 몇 번 하는지이며 1~500으로 맞춰집니다.',
  },
  'dynamic-hz': {
    en: 'Raises hz for a while when many clients are connected.',
    ko: '클라이언트가 많을 때 hz를 잠시 올립니다.',
  },
  'oom-score-adj': {
    en: "Sets Linux's oom_score_adj, so that background children are killed before replicas and replicas before the primary.",
    ko: '메모리가 모자랄 때 자식 프로세스, 레플리카, 프라이머리 순으로 죽도록 리눅스 oom_score_adj를 조정합니다.',
  },
  'oom-score-adj-values': {
    en: 'The three oom_score_adj values: for a primary, a replica, a background child.',
    ko: '프라이머리, 레플리카, 백그라운드 자식에게 줄 oom_score_adj 값 셋입니다.',
  },
  'disable-thp': {
    en: "Switches Linux's transparent huge pages off for this process, as they slow copy-on-write down.",
    ko: '쓰기 시 복사를 느리게 하는 리눅스의 투명 대형 페이지를 이 프로세스에서 끕니다.',
  },
  server_cpulist: {
    en: 'CPUs for the main thread and the I/O threads, such as 0-7:2.',
    ko: '주 스레드와 I/O 스레드가 쓸 CPU 목록이며 0-7:2처럼 적습니다.',
  },
  bio_cpulist: {
    en: 'CPUs for the background threads (fsync, close, lazy free).',
    ko: '백그라운드 스레드(fsync, 닫기, 지연 해제)가 쓸 CPU 목록입니다.',
  },
  aof_rewrite_cpulist: {
    en: 'CPUs for the child that rewrites the append-only file.',
    ko: 'AOF를 다시 쓰는 자식이 쓸 CPU 목록입니다.',
  },
  bgsave_cpulist: {
    en: 'CPUs for the child that writes the snapshot.',
    ko: '스냅숏을 쓰는 자식이 쓸 CPU 목록입니다.',
  },
  'ignore-warnings': {
    en: 'Names of start-up warnings to go on in spite of, such as ARM64-COW-BUG.',
    ko: '무시하고 계속할 시작 경고의 이름이며 ARM64-COW-BUG 등이 있습니다.',
  },
  'shutdown-timeout': {
    en: 'Seconds a shutdown waits for replicas that lag behind; 0 does not wait.',
    ko: '종료할 때 뒤처진 레플리카를 기다리는 초이며, 0이면 기다리지 않습니다.',
  },
  'shutdown-on-sigint': {
    en: 'How to shut down on SIGINT (Ctrl-C): default, or any of save, nosave, now, force.',
    ko: 'SIGINT(Ctrl-C)를 받았을 때의 종료 방식으로 default 또는 save, nosave, now, force를 함께 씁니다.',
  },
  'shutdown-on-sigterm': {
    en: 'How to shut down on SIGTERM (kill): default, or any of save, nosave, now, force.',
    ko: 'SIGTERM(kill)을 받았을 때의 종료 방식으로 default 또는 save, nosave, now, force를 함께 씁니다.',
  },
  'use-exit-on-panic': {
    en: 'For tests: a panic calls exit instead of abort.',
    ko: '시험용으로, 패닉 때 abort 대신 exit을 부릅니다.',
  },
  'watchdog-period': {
    en: 'For debugging: logs a stack trace when the main thread is stuck for this many milliseconds.',
    ko: '디버깅용으로, 주 스레드가 이 밀리초 동안 멈추면 스택을 로그에 남깁니다.',
  },
  'key-load-delay': {
    en: 'For tests: microseconds to pause after each key while loading.',
    ko: '시험용으로, 불러올 때 키마다 멈추는 마이크로초입니다.',
  },
  replicaof: {
    en: 'Host and port of the primary to copy; without it the server is a primary.',
    ko: '복제할 프라이머리의 호스트와 포트이며, 없으면 이 서버가 프라이머리입니다.',
  },
  masterauth: { en: 'Password to give to the primary.', ko: '프라이머리에 보낼 비밀번호입니다.' },
  masteruser: { en: 'User name to give to the primary.', ko: '프라이머리에 보낼 사용자 이름입니다.' },
  'replica-serve-stale-data': {
    en: 'Lets a replica answer reads while its link is down or still syncing, with data that may be old.',
    ko: '연결이 끊겼거나 동기화 중인 레플리카가 오래되었을 수 있는 데이터로 읽기에 답하게 합니다.',
  },
  'replica-read-only': {
    en: 'Makes a replica refuse writes from clients.',
    ko: '레플리카가 클라이언트의 쓰기를 거절하게 합니다.',
  },
  'replica-lazy-flush': {
    en: 'Empties the old data set in the background before a full resync.',
    ko: '전체 재동기화 전에 옛 데이터를 백그라운드에서 비웁니다.',
  },
  'replica-ignore-maxmemory': {
    en: 'A replica does not evict by itself: it leaves that to its primary.',
    ko: '레플리카가 스스로 키를 내보내지 않고 프라이머리에 맡깁니다.',
  },
  'replica-ignore-disk-write-errors': {
    en: 'Keeps a replica going, instead of panicking, when it cannot write to its disk.',
    ko: '레플리카가 디스크에 쓰지 못해도 멈추지 않고 계속하게 합니다.',
  },
  'propagation-error-behavior': {
    en: 'What to do when a command from the primary or the append-only file fails.',
    ko: '프라이머리나 AOF에서 온 명령이 실패했을 때 할 일을 정합니다.',
  },
  'replica-priority': {
    en: 'Sentinel promotes the replica with the lowest number first; 0 is never promoted.',
    ko: '센티널은 숫자가 가장 작은 레플리카부터 승격하며, 0은 승격하지 않습니다.',
  },
  'replica-announced': {
    en: 'Whether Sentinel tells clients about this replica.',
    ko: '센티널이 이 레플리카를 클라이언트에 알릴지 정합니다.',
  },
  'replica-announce-ip': {
    en: 'Address a replica names to its primary, behind NAT or in a container.',
    ko: 'NAT나 컨테이너 뒤에 있는 레플리카가 프라이머리에 알릴 주소입니다.',
  },
  'replica-announce-port': {
    en: 'Port a replica names to its primary; 0 names the one it listens on.',
    ko: '레플리카가 프라이머리에 알릴 포트이며, 0이면 실제 포트를 알립니다.',
  },
  'min-replicas-to-write': {
    en: 'Refuses writes (NOREPLICAS) with fewer good replicas than this; 0 asks for none.',
    ko: '상태가 좋은 레플리카가 이보다 적으면 쓰기를 NOREPLICAS로 거절하며, 0이면 따지지 않습니다.',
  },
  'min-replicas-max-lag': {
    en: 'Seconds since its last acknowledgement up to which a replica counts as good.',
    ko: '마지막 확인 뒤 이 초 안에 있어야 좋은 레플리카로 칩니다.',
  },
  'repl-ping-replica-period': {
    en: 'Seconds between the pings of a primary to its replicas.',
    ko: '프라이머리가 레플리카에 PING을 보내는 간격(초)입니다.',
  },
  'repl-timeout': {
    en: 'Seconds of silence after which a replication link counts as broken.',
    ko: '이 초 동안 소식이 없으면 복제 연결이 끊긴 것으로 봅니다.',
  },
  'repl-disable-tcp-nodelay': {
    en: 'Lets TCP collect data for replicas: fewer packets, up to 40 ms later.',
    ko: '레플리카로 가는 데이터를 TCP가 모아 보내게 하며, 패킷은 줄고 최대 40ms 늦어집니다.',
  },
  'repl-backlog-size': {
    en: 'Bytes of recent writes kept, so that a replica that was away can catch up without a full copy.',
    ko: '잠시 떠났던 레플리카가 전체 복사 없이 따라잡도록 보관하는 최근 쓰기의 바이트입니다.',
  },
  'repl-backlog-ttl': {
    en: 'Seconds without any replica after which the backlog is freed; 0 keeps it.',
    ko: '레플리카가 없는 채 이 초가 지나면 백로그를 해제하며, 0이면 그대로 둡니다.',
  },
  'repl-diskless-sync': {
    en: 'Sends the snapshot for a full resync straight to the replicas, without a file.',
    ko: '전체 재동기화용 스냅숏을 파일 없이 바로 레플리카에 보냅니다.',
  },
  'repl-diskless-sync-delay': {
    en: 'Seconds to wait for more replicas before a diskless transfer starts.',
    ko: '디스크 없는 전송을 시작하기 전에 다른 레플리카를 기다리는 초입니다.',
  },
  'repl-diskless-sync-max-replicas': {
    en: 'Starts a diskless transfer at once when so many replicas wait; 0 always waits the whole delay.',
    ko: '이 수만큼 레플리카가 기다리면 디스크 없는 전송을 바로 시작하며, 0이면 늘 끝까지 기다립니다.',
  },
  'repl-diskless-load': {
    en: 'Whether a replica loads a snapshot straight from the socket instead of writing it to a file first.',
    ko: '레플리카가 스냅숏을 파일에 쓰지 않고 소켓에서 바로 불러올지 정합니다.',
  },
  'hash-max-listpack-entries': {
    en: 'A hash with more fields than this becomes a hashtable.',
    ko: '필드가 이보다 많은 해시는 hashtable이 됩니다.',
  },
  'hash-max-listpack-value': {
    en: 'A hash with a field or value longer than this many bytes becomes a hashtable.',
    ko: '필드나 값이 이 바이트보다 긴 해시는 hashtable이 됩니다.',
  },
  'list-max-listpack-size': {
    en: 'Size of one node of a list: elements if positive; -1 to -5 mean 4, 8, 16, 32, 64 kB.',
    ko: '리스트 노드 하나의 크기로, 양수면 원소 수이고 -1~-5는 4, 8, 16, 32, 64kB입니다.',
  },
  'list-compress-depth': {
    en: 'Nodes left uncompressed at each end of a list; 0 compresses none.',
    ko: '리스트 양 끝에서 압축하지 않는 노드 수이며, 0이면 아무것도 압축하지 않습니다.',
  },
  'set-max-intset-entries': {
    en: 'A set of integers with more members than this becomes a hashtable.',
    ko: '원소가 이보다 많은 정수 집합은 hashtable이 됩니다.',
  },
  'zset-max-listpack-entries': {
    en: 'A sorted set with more members than this becomes a skiplist.',
    ko: '원소가 이보다 많은 정렬된 집합은 skiplist가 됩니다.',
  },
  'zset-max-listpack-value': {
    en: 'A sorted set with a member longer than this many bytes becomes a skiplist.',
    ko: '원소가 이 바이트보다 긴 정렬된 집합은 skiplist가 됩니다.',
  },
  'hll-sparse-max-bytes': {
    en: 'A HyperLogLog longer than this many bytes changes to its dense form.',
    ko: '이 바이트보다 긴 HyperLogLog는 dense 형식으로 바뀝니다.',
  },
  'stream-node-max-bytes': {
    en: 'Bytes one node of a stream holds before a new one starts; 0 sets no limit.',
    ko: '스트림 노드 하나가 담는 바이트이며 넘으면 새 노드를 만들고, 0이면 제한이 없습니다.',
  },
  'stream-node-max-entries': {
    en: 'Entries one node of a stream holds before a new one starts; 0 sets no limit.',
    ko: '스트림 노드 하나가 담는 항목 수이며 넘으면 새 노드를 만들고, 0이면 제한이 없습니다.',
  },
  'tls-port': {
    en: 'TCP port on which clients speak TLS; 0 listens on none.',
    ko: '클라이언트가 TLS로 접속할 TCP 포트이며, 0이면 열지 않습니다.',
  },
  'tls-cert-file': { en: "The server's certificate (PEM).", ko: '서버 인증서 파일(PEM)입니다.' },
  'tls-key-file': { en: "The server's private key (PEM).", ko: '서버 개인 키 파일(PEM)입니다.' },
  'tls-key-file-pass': { en: 'Passphrase of the private key.', ko: '개인 키의 암호입니다.' },
  'tls-client-cert-file': {
    en: 'Certificate for outgoing connections, when it differs from the server one.',
    ko: '서버 인증서와 다를 때, 밖으로 나가는 연결에 쓰는 인증서입니다.',
  },
  'tls-client-key-file': {
    en: 'Private key for outgoing connections, when it differs from the server one.',
    ko: '서버 키와 다를 때, 밖으로 나가는 연결에 쓰는 개인 키입니다.',
  },
  'tls-client-key-file-pass': {
    en: 'Passphrase of the private key for outgoing connections.',
    ko: '밖으로 나가는 연결용 개인 키의 암호입니다.',
  },
  'tls-dh-params-file': {
    en: 'Diffie-Hellman parameters, which old OpenSSL versions need.',
    ko: '옛 OpenSSL에 필요한 디피-헬먼 매개변수 파일입니다.',
  },
  'tls-ca-cert-file': {
    en: 'Certificates of the authorities to trust.',
    ko: '신뢰할 인증 기관의 인증서 파일입니다.',
  },
  'tls-ca-cert-dir': {
    en: 'Directory with certificates of the authorities to trust.',
    ko: '신뢰할 인증 기관의 인증서가 있는 디렉터리입니다.',
  },
  'tls-auth-clients': {
    en: 'Whether clients must show a certificate of their own.',
    ko: '클라이언트가 자기 인증서를 보여야 하는지 정합니다.',
  },
  'tls-replication': {
    en: 'Uses TLS for the link to the primary.',
    ko: '프라이머리와의 연결에 TLS를 씁니다.',
  },
  'tls-cluster': { en: 'Uses TLS for the cluster bus.', ko: '클러스터 버스에 TLS를 씁니다.' },
  'tls-protocols': {
    en: 'TLS versions to allow, such as "TLSv1.2 TLSv1.3".',
    ko: '허용할 TLS 버전이며 "TLSv1.2 TLSv1.3"처럼 적습니다.',
  },
  'tls-ciphers': { en: 'Ciphers to allow up to TLS 1.2.', ko: 'TLS 1.2까지에서 허용할 암호 방식입니다.' },
  'tls-ciphersuites': { en: 'Cipher suites to allow in TLS 1.3.', ko: 'TLS 1.3에서 허용할 암호 모음입니다.' },
  'tls-prefer-server-ciphers': {
    en: "Chooses the cipher by the server's preference, not the client's.",
    ko: '클라이언트가 아니라 서버가 선호하는 암호 방식을 고릅니다.',
  },
  'tls-session-caching': {
    en: 'Lets a client that comes back resume its TLS session.',
    ko: '다시 온 클라이언트가 TLS 세션을 이어 쓰게 합니다.',
  },
  'tls-session-cache-size': {
    en: 'How many TLS sessions are remembered; 0 sets no limit.',
    ko: '기억할 TLS 세션 수이며, 0이면 제한이 없습니다.',
  },
  'tls-session-cache-timeout': {
    en: 'Seconds a TLS session is remembered.',
    ko: 'TLS 세션을 기억하는 초입니다.',
  },
}
