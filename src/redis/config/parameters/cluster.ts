/** Redis Cluster. */
import { bool, bytes, int, INT_MAX, LONG_MAX, oneOf, string, ULONG_MAX } from '../declaration.ts'

const HOSTNAME_MAX = 256

const checkHostname = (name: string): string | undefined => {
  if (name.length >= HOSTNAME_MAX) return `Hostnames must be less than ${HOSTNAME_MAX} characters`
  if (!/^[A-Za-z0-9.-]*$/.test(name)) {
    return 'Hostnames may only contain alphanumeric characters, hyphens or dots'
  }
  return undefined
}

export const cluster = [
  bool(
    'cluster-enabled',
    false,
    { en: 'Starts the server as a node of a cluster.', ko: '서버를 클러스터의 노드로 시작합니다.' },
    { immutable: true, since: '3.0.0' },
  ),
  string(
    'cluster-config-file',
    {
      en: 'File in which the node keeps what it knows about the cluster; the node writes it, not you.',
      ko: '노드가 클러스터에 대해 아는 것을 적어 두는 파일로, 사람이 아니라 노드가 씁니다.',
    },
    { initial: 'nodes.conf', keepsEmpty: true, immutable: true, since: '3.0.0' },
  ),
  int(
    'cluster-node-timeout',
    15000,
    [0n, LONG_MAX],
    {
      en: 'Milliseconds without an answer after which a node counts as possibly failed.',
      ko: '이 밀리초 동안 답이 없으면 노드가 실패했을 수 있다고 봅니다.',
    },
    { since: '3.0.0' },
  ),
  int(
    'cluster-port',
    0,
    [0n, 65535n],
    {
      en: 'Port of the cluster bus; 0 takes port + 10000.',
      ko: '클러스터 버스의 포트이며, 0이면 port + 10000입니다.',
    },
    { immutable: true, since: '7.0.0' },
  ),
  int(
    'cluster-replica-validity-factor',
    10,
    [0n, INT_MAX],
    {
      en: 'A replica that was away longer than node timeout times this does not stand for election; 0 always does.',
      ko: '노드 시간 제한에 이 수를 곱한 것보다 오래 떨어져 있던 레플리카는 선거에 나서지 않으며, 0이면 늘 나섭니다.',
    },
    { alias: 'cluster-slave-validity-factor', since: '5.0.0' },
  ),
  int(
    'cluster-migration-barrier',
    1,
    [0n, INT_MAX],
    {
      en: 'Replicas a primary must keep before one of them may move to a primary without any.',
      ko: '레플리카가 없는 프라이머리로 하나를 옮기려면 원래 프라이머리에 남아야 하는 레플리카 수입니다.',
    },
    { since: '3.0.0' },
  ),
  bool(
    'cluster-allow-replica-migration',
    true,
    {
      en: 'Lets replicas move to a primary that has none.',
      ko: '레플리카가 없는 프라이머리로 레플리카가 옮겨 갈 수 있게 합니다.',
    },
    { since: '6.2.0' },
  ),
  bool('cluster-require-full-coverage', true, {
    en: 'Stops answering queries (CLUSTERDOWN) while any slot has no node.',
    ko: '담당 노드가 없는 슬롯이 하나라도 있으면 모든 요청을 CLUSTERDOWN으로 거절합니다.',
  }),
  bool(
    'cluster-replica-no-failover',
    false,
    {
      en: 'Keeps this replica from taking over by itself; a manual failover still works.',
      ko: '이 레플리카가 스스로 승격하지 않게 하며, 수동 페일오버는 됩니다.',
    },
    { alias: 'cluster-slave-no-failover', since: '5.0.0' },
  ),
  bool(
    'cluster-allow-reads-when-down',
    false,
    {
      en: 'Lets a node answer reads for its own slots while the cluster is down.',
      ko: '클러스터가 멈춘 동안에도 자기 슬롯의 읽기에 답하게 합니다.',
    },
    { since: '6.0.0' },
  ),
  bool(
    'cluster-allow-pubsubshard-when-down',
    true,
    {
      en: 'Lets sharded pub/sub go on while the cluster is down.',
      ko: '클러스터가 멈춘 동안에도 샤드 pub/sub을 계속합니다.',
    },
    { since: '7.0.0' },
  ),
  bytes(
    'cluster-link-sendbuf-limit',
    0,
    [0n, ULONG_MAX],
    {
      en: 'Bytes waiting on one bus link at which the link is dropped; 0 sets no limit.',
      ko: '버스 연결 하나에 이 바이트가 쌓이면 연결을 끊으며, 0이면 제한이 없습니다.',
    },
    { since: '7.0.0' },
  ),
  string(
    'cluster-announce-ip',
    {
      en: 'Address this node names to the others, behind NAT or in a container.',
      ko: 'NAT나 컨테이너 뒤에 있는 노드가 다른 노드에 알릴 주소입니다.',
    },
    { since: '4.0.0' },
  ),
  string(
    'cluster-announce-hostname',
    { en: 'Host name this node names to the others.', ko: '이 노드가 다른 노드에 알릴 호스트 이름입니다.' },
    { check: checkHostname, since: '7.0.0' },
  ),
  oneOf(
    'cluster-preferred-endpoint-type',
    ['ip', 'hostname', 'unknown-endpoint'],
    'ip',
    {
      en: 'What redirections and CLUSTER SLOTS call a node: its address, its host name, or nothing.',
      ko: '리다이렉션과 CLUSTER SLOTS에서 노드를 주소, 호스트 이름, 빈 값 중 무엇으로 부를지 정합니다.',
    },
    { since: '7.0.0' },
  ),
  int(
    'cluster-announce-port',
    0,
    [0n, 65535n],
    {
      en: 'Client port this node names to the others; 0 names the real one.',
      ko: '다른 노드에 알릴 클라이언트 포트이며, 0이면 실제 포트입니다.',
    },
    { since: '4.0.0' },
  ),
  int(
    'cluster-announce-tls-port',
    0,
    [0n, 65535n],
    {
      en: 'TLS client port this node names to the others; 0 names the real one.',
      ko: '다른 노드에 알릴 TLS 클라이언트 포트이며, 0이면 실제 포트입니다.',
    },
    { since: '6.2.0' },
  ),
  int(
    'cluster-announce-bus-port',
    0,
    [0n, 65535n],
    {
      en: 'Bus port this node names to the others; 0 names the real one.',
      ko: '다른 노드에 알릴 버스 포트이며, 0이면 실제 포트입니다.',
    },
    { since: '4.0.0' },
  ),
] as const
