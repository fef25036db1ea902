/** TLS. */
import { bool, int, INT_MAX, oneOf, string } from '../declaration.ts'

const since = { since: '6.0.0' } as const

export const tls = [
  int(
    'tls-port',
    0,
    [0n, 65535n],
    {
      en: 'TCP port on which clients speak TLS; 0 listens on none.',
      ko: '클라이언트가 TLS로 접속할 TCP 포트이며, 0이면 열지 않습니다.',
    },
    since,
  ),
  string(
    'tls-cert-file',
    { en: "The server's certificate (PEM).", ko: '서버 인증서 파일(PEM)입니다.' },
    since,
  ),
  string(
    'tls-key-file',
    { en: "The server's private key (PEM).", ko: '서버 개인 키 파일(PEM)입니다.' },
    since,
  ),
  string(
    'tls-key-file-pass',
    { en: 'Passphrase of the private key.', ko: '개인 키의 암호입니다.' },
    { since: '6.2.0' },
  ),
  string(
    'tls-client-cert-file',
    {
      en: 'Certificate for outgoing connections, when it differs from the server one.',
      ko: '서버 인증서와 다를 때, 밖으로 나가는 연결에 쓰는 인증서입니다.',
    },
    { since: '6.2.0' },
  ),
  string(
    'tls-client-key-file',
    {
      en: 'Private key for outgoing connections, when it differs from the server one.',
      ko: '서버 키와 다를 때, 밖으로 나가는 연결에 쓰는 개인 키입니다.',
    },
    { since: '6.2.0' },
  ),
  string(
    'tls-client-key-file-pass',
    {
      en: 'Passphrase of the private key for outgoing connections.',
      ko: '밖으로 나가는 연결용 개인 키의 암호입니다.',
    },
    { since: '6.2.0' },
  ),
  string(
    'tls-dh-params-file',
    {
      en: 'Diffie-Hellman parameters, which old OpenSSL versions need.',
      ko: '옛 OpenSSL에 필요한 디피-헬먼 매개변수 파일입니다.',
    },
    since,
  ),
  string(
    'tls-ca-cert-file',
    { en: 'Certificates of the authorities to trust.', ko: '신뢰할 인증 기관의 인증서 파일입니다.' },
    since,
  ),
  string(
    'tls-ca-cert-dir',
    {
      en: 'Directory with certificates of the authorities to trust.',
      ko: '신뢰할 인증 기관의 인증서가 있는 디렉터리입니다.',
    },
    since,
  ),
  oneOf(
    'tls-auth-clients',
    ['no', 'yes', 'optional'],
    'yes',
    {
      en: 'Whether clients must show a certificate of their own.',
      ko: '클라이언트가 자기 인증서를 보여야 하는지 정합니다.',
    },
    since,
  ),
  bool(
    'tls-replication',
    false,
    { en: 'Uses TLS for the link to the primary.', ko: '프라이머리와의 연결에 TLS를 씁니다.' },
    since,
  ),
  bool(
    'tls-cluster',
    false,
    { en: 'Uses TLS for the cluster bus.', ko: '클러스터 버스에 TLS를 씁니다.' },
    since,
  ),
  string(
    'tls-protocols',
    {
      en: 'TLS versions to allow, such as "TLSv1.2 TLSv1.3".',
      ko: '허용할 TLS 버전이며 "TLSv1.2 TLSv1.3"처럼 적습니다.',
    },
    since,
  ),
  string(
    'tls-ciphers',
    { en: 'Ciphers to allow up to TLS 1.2.', ko: 'TLS 1.2까지에서 허용할 암호 방식입니다.' },
    since,
  ),
  string(
    'tls-ciphersuites',
    { en: 'Cipher suites to allow in TLS 1.3.', ko: 'TLS 1.3에서 허용할 암호 모음입니다.' },
    since,
  ),
  bool(
    'tls-prefer-server-ciphers',
    false,
    {
      en: "Chooses the cipher by the server's preference, not the client's.",
      ko: '클라이언트가 아니라 서버가 선호하는 암호 방식을 고릅니다.',
    },
    since,
  ),
  bool(
    'tls-session-caching',
    true,
    {
      en: 'Lets a client that comes back resume its TLS session.',
      ko: '다시 온 클라이언트가 TLS 세션을 이어 쓰게 합니다.',
    },
    since,
  ),
  int(
    'tls-session-cache-size',
    20480,
    [0n, INT_MAX],
    {
      en: 'How many TLS sessions are remembered; 0 sets no limit.',
      ko: '기억할 TLS 세션 수이며, 0이면 제한이 없습니다.',
    },
    since,
  ),
  int(
    'tls-session-cache-timeout',
    300,
    [0n, INT_MAX],
    { en: 'Seconds a TLS session is remembered.', ko: 'TLS 세션을 기억하는 초입니다.' },
    since,
  ),
] as const
