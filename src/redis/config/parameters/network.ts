/** Listening, connections, and what one client may use. */
import { bind, outputBufferLimits } from '../special.ts'
import { bool, bytes, int, INT_MAX, LONG_MAX, special, string, UINT_MAX } from '../declaration.ts'

export const network = [
  special('bind', bind, {
    en: 'Addresses to listen on; a leading - means that a missing address is not an error.',
    ko: '접속을 기다릴 주소 목록이며, 앞에 -를 붙이면 그 주소가 없어도 오류로 보지 않습니다.',
  }),
  string(
    'bind-source-addr',
    {
      en: 'Local address from which outgoing connections (to a primary, to cluster nodes) start.',
      ko: '밖으로 나가는 연결(프라이머리, 클러스터 노드)이 출발할 로컬 주소입니다.',
    },
    { since: '7.0.0' },
  ),
  bool(
    'protected-mode',
    true,
    {
      en: 'Without a password, refuses clients that come from another machine.',
      ko: '비밀번호가 없을 때 다른 컴퓨터에서 온 클라이언트를 거절합니다.',
    },
    { since: '3.2.0' },
  ),
  int('port', 6379, [0n, 65535n], {
    en: 'TCP port to listen on; 0 listens on none.',
    ko: '접속을 기다릴 TCP 포트이며, 0이면 열지 않습니다.',
  }),
  int(
    'tcp-backlog',
    511,
    [0n, INT_MAX],
    {
      en: 'How many connections may wait in the kernel until the server accepts them.',
      ko: '서버가 받아들이기 전까지 커널에서 기다릴 수 있는 연결 수입니다.',
    },
    { immutable: true },
  ),
  string(
    'unixsocket',
    {
      en: 'Path of a Unix socket to listen on, besides TCP.',
      ko: 'TCP와 함께 열어 둘 유닉스 소켓의 경로입니다.',
    },
    { immutable: true },
  ),
  int(
    'unixsocketperm',
    0,
    [0n, 0o777n],
    {
      en: 'Permissions of the Unix socket file, in octal.',
      ko: '유닉스 소켓 파일의 권한이며 8진수로 적습니다.',
    },
    { immutable: true, unit: 'octal', signed: false },
  ),
  int(
    'socket-mark-id',
    0,
    [0n, UINT_MAX],
    {
      en: 'Mark put on every listening socket, for packet filtering and routing; 0 sets none.',
      ko: '패킷 필터링과 라우팅에 쓰도록 소켓에 붙이는 표시이며, 0이면 붙이지 않습니다.',
    },
    { immutable: true, signed: false, since: '7.0.0' },
  ),
  int('timeout', 0, [0n, INT_MAX], {
    en: 'Seconds after which an idle client is disconnected; 0 never does.',
    ko: '아무 일도 하지 않는 클라이언트를 끊기까지의 초이며, 0이면 끊지 않습니다.',
  }),
  int('tcp-keepalive', 300, [0n, INT_MAX], {
    en: 'Seconds between TCP keepalive probes that find dead clients; 0 sends none.',
    ko: '죽은 클라이언트를 찾는 TCP keepalive를 보내는 간격(초)이며, 0이면 보내지 않습니다.',
  }),
  int(
    'maxclients',
    10000,
    [1n, UINT_MAX],
    {
      en: 'How many clients may be connected at the same time; further ones get an error.',
      ko: '동시에 접속할 수 있는 클라이언트 수이며, 넘으면 오류를 돌려줍니다.',
    },
    { signed: false },
  ),
  int(
    'maxmemory-clients',
    0,
    [-100n, LONG_MAX],
    {
      en: 'Memory all client buffers together may take, in bytes or % of maxmemory; beyond it the largest clients are cut off; 0 sets no limit.',
      ko: '모든 클라이언트 버퍼가 함께 쓸 수 있는 메모리(바이트 또는 maxmemory의 %)로, 넘으면 가장 큰 클라이언트부터 끊으며 0이면 제한이 없습니다.',
    },
    { unit: 'memory or percent', since: '7.0.0' },
  ),
  special('client-output-buffer-limit', outputBufferLimits, {
    en: 'Per class (normal, replica, pubsub): cuts a client off at the hard limit, or when it stays above the soft limit for some seconds.',
    ko: '종류(normal, replica, pubsub)별로 출력 버퍼가 하드 한도에 닿거나 소프트 한도를 정해진 초 동안 넘긴 클라이언트를 끊습니다.',
  }),
  bytes('client-query-buffer-limit', 1024 * 1024 * 1024, [1024n * 1024n, LONG_MAX], {
    en: 'Bytes of unprocessed input a client may pile up before it is disconnected.',
    ko: '클라이언트가 처리되지 않은 입력을 쌓아 둘 수 있는 바이트 수이며, 넘으면 끊습니다.',
  }),
  bytes(
    'proto-max-bulk-len',
    512 * 1024 * 1024,
    [1024n * 1024n, LONG_MAX],
    {
      en: 'The longest single argument (and string value) that is accepted, in bytes.',
      ko: '받아들이는 인자(그리고 문자열 값) 하나의 최대 길이(바이트)입니다.',
    },
    { signed: true },
  ),
  int(
    'io-threads',
    1,
    [1n, 128n],
    {
      en: 'Threads that write to (and, if asked, read from) client sockets; commands always run on one.',
      ko: '클라이언트 소켓에 쓰는(설정하면 읽기도 하는) 스레드 수이며, 명령은 언제나 한 스레드에서 실행됩니다.',
    },
    { immutable: true, since: '6.0.0' },
  ),
  bool(
    'io-threads-do-reads',
    false,
    {
      en: 'Lets the I/O threads read and parse requests as well.',
      ko: 'I/O 스레드가 요청을 읽고 해석하는 일도 하게 합니다.',
    },
    { immutable: true, since: '6.0.0' },
  ),
] as const
