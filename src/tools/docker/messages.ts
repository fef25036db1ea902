/** What the linter says, in both languages of the course. */

export interface Message {
  readonly en: string
  readonly ko: string
}

export const messages = {
  quote: (): Message => ({
    en: 'A quote is opened and never closed.',
    ko: '열린 따옴표가 닫히지 않았습니다.',
  }),
  notDockerRun: (): Message => ({
    en: 'The line should begin with `docker run`.',
    ko: '명령은 `docker run`으로 시작해야 합니다.',
  }),
  unknownOption: (option: string): Message => ({
    en: `docker has no option ${option}. Options of redis-server go behind the image: \`docker run … redis redis-server ${option} …\`.`,
    ko: `docker에는 ${option} 옵션이 없습니다. redis-server의 옵션은 이미지 이름 뒤에 씁니다: \`docker run … redis redis-server ${option} …\`.`,
  }),
  missingValue: (option: string): Message => ({
    en: `${option} needs a value.`,
    ko: `${option} 뒤에 값이 있어야 합니다.`,
  }),
  noImage: (): Message => ({
    en: 'The image is missing. docker needs its name behind the options, e.g. `redis`.',
    ko: '이미지 이름이 없습니다. 옵션 뒤에 `redis` 같은 이미지 이름을 써야 합니다.',
  }),
  programAsImage: (program: string): Message => ({
    en: `docker takes the first word behind its options for the image, and no image is called ${program}: that is a program inside the image redis. Write \`redis ${program} …\`.`,
    ko: `docker는 옵션 다음의 첫 단어를 이미지 이름으로 봅니다. ${program}은(는) 이미지가 아니라 redis 이미지 안에 있는 프로그램이므로 \`redis ${program} …\`처럼 써야 합니다.`,
  }),
  optionBehindImage: (option: string, image: string): Message => ({
    en: `${option} stands behind the image, so the container's program gets it, not docker. Move it in front of ${image}.`,
    ko: `${option}이(가) 이미지 이름 뒤에 있어 docker가 아니라 컨테이너 안의 프로그램에 전달됩니다. ${image} 앞으로 옮기세요.`,
  }),
  confNotPassed: (path: string): Message => ({
    en: `${path} is mounted, but nobody reads it: redis-server uses a file only when the command names it. Add \`redis-server ${path}\` behind the image.`,
    ko: `${path}을(를) 마운트했지만 아무도 읽지 않습니다. redis-server는 명령에 적힌 설정 파일만 읽으므로 이미지 이름 뒤에 \`redis-server ${path}\`를 붙이세요.`,
  }),
  confNotMounted: (path: string): Message => ({
    en: `${path} is a path inside the container, and nothing is mounted there: redis-server would not find it.`,
    ko: `${path}은(는) 컨테이너 안의 경로인데 그 위치에 마운트한 것이 없습니다. redis-server가 파일을 찾지 못합니다.`,
  }),
  confNotFirst: (): Message => ({
    en: 'The file has to be the first argument of redis-server; behind other options it is read as a part of them.',
    ko: '설정 파일은 redis-server의 첫 번째 인수여야 합니다. 다른 옵션 뒤에 쓰면 그 옵션의 값으로 읽힙니다.',
  }),
  volumeName: (source: string): Message => ({
    en: `Without a slash, ${source} is the name of a volume, not a file of yours. Write \`./${source}\` or the whole path.`,
    ko: `${source}에 /가 없으면 파일이 아니라 볼륨 이름으로 봅니다. \`./${source}\`나 전체 경로로 쓰세요.`,
  }),
  openPort: (): Message => ({
    en: 'Whoever reaches this machine reaches Redis: the official image switches protected-mode off, and no password is set. Add `--requirepass` or publish to 127.0.0.1 only, `-p 127.0.0.1:6379:6379`.',
    ko: '이 컴퓨터에 접속할 수 있는 사람은 누구나 Redis에 접속할 수 있습니다. 공식 이미지는 protected-mode를 끄고 있고 비밀번호도 없습니다. `--requirepass`를 주거나 `-p 127.0.0.1:6379:6379`처럼 내 컴퓨터에만 공개하세요.',
  }),
  openPortConf: (path: string): Message => ({
    en: `The port is published: make sure that ${path} sets requirepass (or users). The official image switches protected-mode off.`,
    ko: `포트를 공개했으니 ${path}에서 requirepass(또는 사용자)를 설정했는지 확인하세요. 공식 이미지는 protected-mode를 끄고 있습니다.`,
  }),
  protectedMode: (): Message => ({
    en: 'With protected-mode on and no password, Redis answers DENIED to everything from outside the container, the published port included.',
    ko: 'protected-mode를 켜고 비밀번호가 없으면 공개한 포트로 들어온 것까지, 컨테이너 밖에서 온 모든 요청에 DENIED로 답합니다.',
  }),
  boundInside: (address: string): Message => ({
    en: `Bound to ${address}, Redis listens only inside its container: a published port leads nowhere.`,
    ko: `${address}에 바인드하면 Redis가 컨테이너 안에서만 듣습니다. 포트를 공개해도 닿지 않습니다.`,
  }),
  otherPort: (published: string, listening: string): Message => ({
    en: `The right-hand side of -p is the port inside the container. Redis listens on ${listening} there, not on ${published}.`,
    ko: `-p의 오른쪽은 컨테이너 안의 포트입니다. Redis는 그 안에서 ${published}이(가) 아니라 ${listening}번 포트로 듣습니다.`,
  }),
  rmAndName: (name: string): Message => ({
    en: `--rm removes the container when it ends. It replaces nothing: if a container called ${name} exists, running or not, docker stops with an error. Remove that one first with \`docker rm -f ${name}\`.`,
    ko: `--rm은 컨테이너가 끝날 때 지우기만 합니다. ${name}(이)라는 컨테이너가 이미 있으면(멈춰 있어도) 바꿔 주지 않고 오류가 납니다. 먼저 \`docker rm -f ${name}\`로 지우세요.`,
  }),
  rmAndRestart: (): Message => ({
    en: 'docker refuses --rm together with --restart.',
    ko: 'docker는 --rm과 --restart를 함께 쓸 수 없습니다.',
  }),
  daemonize: (): Message => ({
    en: 'A container ends with its first process. With daemonize that one ends at once, and the server with it. Use `docker run -d` instead.',
    ko: '컨테이너는 첫 프로세스가 끝나면 함께 끝납니다. daemonize를 쓰면 첫 프로세스가 바로 끝나 서버도 사라집니다. 대신 `docker run -d`를 쓰세요.',
  }),
  foreground: (): Message => ({
    en: 'The server stays in the foreground and ends with Ctrl-C. With -d you get your prompt back.',
    ko: '서버가 포그라운드에서 돌고 Ctrl-C를 누르면 끝납니다. -d를 주면 프롬프트가 돌아옵니다.',
  }),
  detachedClient: (): Message => ({
    en: 'redis-cli has no terminal when detached: leave out -d, and write -it to type commands.',
    ko: '-d로 실행하면 redis-cli에 터미널이 없습니다. -d를 빼고, 명령을 입력하려면 -it를 쓰세요.',
  }),
  clientWithoutTerminal: (): Message => ({
    en: 'Without -it redis-cli gets no keyboard and ends at once. Write `docker run -it …`, or put a command behind redis-cli.',
    ko: '-it가 없으면 redis-cli가 입력을 받지 못하고 바로 끝납니다. `docker run -it …`로 쓰거나 redis-cli 뒤에 명령을 쓰세요.',
  }),
  clientToItself: (): Message => ({
    en: 'Inside the container, 127.0.0.1 is the container itself, where no server runs. Put both on a network and name the server: `--network my-net … redis-cli -h my-redis`.',
    ko: '컨테이너 안에서 127.0.0.1은 그 컨테이너 자신이고, 거기에는 서버가 없습니다. 같은 네트워크에 넣고 서버 이름을 쓰세요: `--network my-net … redis-cli -h my-redis`.',
  }),
  nameWithoutNetwork: (host: string): Message => ({
    en: `Containers find each other by name only on a network made with \`docker network create\`. Add \`--network …\`, the one ${host} is on.`,
    ko: `컨테이너는 \`docker network create\`로 만든 네트워크 안에서만 서로를 이름으로 찾습니다. ${host}이(가) 있는 네트워크를 \`--network …\`로 지정하세요.`,
  }),
  clusterBehindNat: (): Message => ({
    en: 'Cluster nodes tell each other, and clients, their own address. Behind published ports that address is wrong: use `--network host` or the cluster-announce options.',
    ko: '클러스터 노드는 서로에게, 그리고 클라이언트에게 자기 주소를 알려 줍니다. 포트를 공개하는 방식에서는 그 주소가 맞지 않으니 `--network host`나 cluster-announce 옵션을 쓰세요.',
  }),
  noTag: (image: string): Message => ({
    en: `Without a tag this is ${image}:latest, whatever that is today. Name a version, e.g. ${image}:7.0.15.`,
    ko: `태그가 없으면 그날그날 바뀌는 ${image}:latest를 씁니다. ${image}:7.0.15처럼 버전을 적으세요.`,
  }),
}
