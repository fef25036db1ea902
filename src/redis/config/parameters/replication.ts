/** Primary and replica. */
import { replicaOf } from '../special.ts'
import { bool, bytes, int, INT_MAX, LONG_MAX, oneOf, sds, special, string } from '../declaration.ts'

export const replication = [
  special(
    'replicaof',
    replicaOf,
    {
      en: 'Host and port of the primary to copy; without it the server is a primary.',
      ko: '복제할 프라이머리의 호스트와 포트이며, 없으면 이 서버가 프라이머리입니다.',
    },
    { alias: 'slaveof', immutable: true, since: '5.0.0' },
  ),
  sds(
    'masterauth',
    { en: 'Password to give to the primary.', ko: '프라이머리에 보낼 비밀번호입니다.' },
    { sensitive: true },
  ),
  string(
    'masteruser',
    { en: 'User name to give to the primary.', ko: '프라이머리에 보낼 사용자 이름입니다.' },
    { sensitive: true, since: '6.0.0' },
  ),
  bool(
    'replica-serve-stale-data',
    true,
    {
      en: 'Lets a replica answer reads while its link is down or still syncing, with data that may be old.',
      ko: '연결이 끊겼거나 동기화 중인 레플리카가 오래되었을 수 있는 데이터로 읽기에 답하게 합니다.',
    },
    { alias: 'slave-serve-stale-data', since: '5.0.0' },
  ),
  bool(
    'replica-read-only',
    true,
    {
      en: 'Makes a replica refuse writes from clients.',
      ko: '레플리카가 클라이언트의 쓰기를 거절하게 합니다.',
    },
    { alias: 'slave-read-only', since: '5.0.0' },
  ),
  bool(
    'replica-lazy-flush',
    false,
    {
      en: 'Empties the old data set in the background before a full resync.',
      ko: '전체 재동기화 전에 옛 데이터를 백그라운드에서 비웁니다.',
    },
    { alias: 'slave-lazy-flush', since: '5.0.0' },
  ),
  bool(
    'replica-ignore-maxmemory',
    true,
    {
      en: 'A replica does not evict by itself: it leaves that to its primary.',
      ko: '레플리카가 스스로 키를 내보내지 않고 프라이머리에 맡깁니다.',
    },
    { alias: 'slave-ignore-maxmemory', since: '5.0.0' },
  ),
  bool(
    'replica-ignore-disk-write-errors',
    false,
    {
      en: 'Keeps a replica going, instead of panicking, when it cannot write to its disk.',
      ko: '레플리카가 디스크에 쓰지 못해도 멈추지 않고 계속하게 합니다.',
    },
    { since: '7.0.0' },
  ),
  oneOf(
    'propagation-error-behavior',
    ['ignore', 'panic', 'panic-on-replicas'],
    'ignore',
    {
      en: 'What to do when a command from the primary or the append-only file fails.',
      ko: '프라이머리나 AOF에서 온 명령이 실패했을 때 할 일을 정합니다.',
    },
    { since: '7.0.0' },
  ),
  int(
    'replica-priority',
    100,
    [0n, INT_MAX],
    {
      en: 'Sentinel promotes the replica with the lowest number first; 0 is never promoted.',
      ko: '센티널은 숫자가 가장 작은 레플리카부터 승격하며, 0은 승격하지 않습니다.',
    },
    { alias: 'slave-priority', since: '5.0.0' },
  ),
  bool(
    'replica-announced',
    true,
    {
      en: 'Whether Sentinel tells clients about this replica.',
      ko: '센티널이 이 레플리카를 클라이언트에 알릴지 정합니다.',
    },
    { since: '6.2.0' },
  ),
  string(
    'replica-announce-ip',
    {
      en: 'Address a replica names to its primary, behind NAT or in a container.',
      ko: 'NAT나 컨테이너 뒤에 있는 레플리카가 프라이머리에 알릴 주소입니다.',
    },
    { alias: 'slave-announce-ip', since: '5.0.0' },
  ),
  int(
    'replica-announce-port',
    0,
    [0n, 65535n],
    {
      en: 'Port a replica names to its primary; 0 names the one it listens on.',
      ko: '레플리카가 프라이머리에 알릴 포트이며, 0이면 실제 포트를 알립니다.',
    },
    { alias: 'slave-announce-port', since: '5.0.0' },
  ),
  int(
    'min-replicas-to-write',
    0,
    [0n, INT_MAX],
    {
      en: 'Refuses writes (NOREPLICAS) with fewer good replicas than this; 0 asks for none.',
      ko: '상태가 좋은 레플리카가 이보다 적으면 쓰기를 NOREPLICAS로 거절하며, 0이면 따지지 않습니다.',
    },
    { alias: 'min-slaves-to-write', since: '5.0.0' },
  ),
  int(
    'min-replicas-max-lag',
    10,
    [0n, INT_MAX],
    {
      en: 'Seconds since its last acknowledgement up to which a replica counts as good.',
      ko: '마지막 확인 뒤 이 초 안에 있어야 좋은 레플리카로 칩니다.',
    },
    { alias: 'min-slaves-max-lag', since: '5.0.0' },
  ),
  int(
    'repl-ping-replica-period',
    10,
    [1n, INT_MAX],
    {
      en: 'Seconds between the pings of a primary to its replicas.',
      ko: '프라이머리가 레플리카에 PING을 보내는 간격(초)입니다.',
    },
    { alias: 'repl-ping-slave-period', since: '5.0.0' },
  ),
  int('repl-timeout', 60, [1n, INT_MAX], {
    en: 'Seconds of silence after which a replication link counts as broken.',
    ko: '이 초 동안 소식이 없으면 복제 연결이 끊긴 것으로 봅니다.',
  }),
  bool('repl-disable-tcp-nodelay', false, {
    en: 'Lets TCP collect data for replicas: fewer packets, up to 40 ms later.',
    ko: '레플리카로 가는 데이터를 TCP가 모아 보내게 하며, 패킷은 줄고 최대 40ms 늦어집니다.',
  }),
  bytes(
    'repl-backlog-size',
    1024 * 1024,
    [1n, LONG_MAX],
    {
      en: 'Bytes of recent writes kept, so that a replica that was away can catch up without a full copy.',
      ko: '잠시 떠났던 레플리카가 전체 복사 없이 따라잡도록 보관하는 최근 쓰기의 바이트입니다.',
    },
    { signed: true },
  ),
  int('repl-backlog-ttl', 3600, [0n, LONG_MAX], {
    en: 'Seconds without any replica after which the backlog is freed; 0 keeps it.',
    ko: '레플리카가 없는 채 이 초가 지나면 백로그를 해제하며, 0이면 그대로 둡니다.',
  }),
  bool('repl-diskless-sync', true, {
    en: 'Sends the snapshot for a full resync straight to the replicas, without a file.',
    ko: '전체 재동기화용 스냅숏을 파일 없이 바로 레플리카에 보냅니다.',
  }),
  int('repl-diskless-sync-delay', 5, [0n, INT_MAX], {
    en: 'Seconds to wait for more replicas before a diskless transfer starts.',
    ko: '디스크 없는 전송을 시작하기 전에 다른 레플리카를 기다리는 초입니다.',
  }),
  int(
    'repl-diskless-sync-max-replicas',
    0,
    [0n, INT_MAX],
    {
      en: 'Starts a diskless transfer at once when so many replicas wait; 0 always waits the whole delay.',
      ko: '이 수만큼 레플리카가 기다리면 디스크 없는 전송을 바로 시작하며, 0이면 늘 끝까지 기다립니다.',
    },
    { since: '7.0.0' },
  ),
  oneOf(
    'repl-diskless-load',
    ['disabled', 'on-empty-db', 'swapdb'],
    'disabled',
    {
      en: 'Whether a replica loads a snapshot straight from the socket instead of writing it to a file first.',
      ko: '레플리카가 스냅숏을 파일에 쓰지 않고 소켓에서 바로 불러올지 정합니다.',
    },
    { denyLoading: true, since: '6.0.0' },
  ),
] as const
