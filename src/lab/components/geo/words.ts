/** Words of the map. */
export interface GeoWords {
  title: string
  /** {n}, {key}. */
  sub: string
  none: string
  modes: Record<'add' | 'radius' | 'box', string>
  mode: string
  name: string
  /** {n}. */
  place: string
  radius: string
  size: string
  map: string
  hints: Record<'add' | 'radius' | 'box', string>
  /** {longitude}, {latitude}. */
  cross: string
  drawn: string
  drawnNote: string
  /** {n}. */
  found: string
  nobody: string
  /** {n}. */
  more: string
}

const en: GeoWords = {
  title: 'Map',
  sub: '{n} in {key}',
  none: 'no places yet',
  modes: { add: 'Add a place', radius: 'Search a circle', box: 'Search a box' },
  mode: 'What a click on the map does',
  name: 'name',
  place: 'place{n}',
  radius: 'km around',
  size: 'km wide and high',
  map: 'Map of Korea. Arrow keys move the cross, Enter acts there',
  hints: {
    add: 'A click adds a place with GEOADD.',
    radius: 'Drag from the middle outwards: GEOSEARCH … BYRADIUS.',
    box: 'Drag from the middle outwards: GEOSEARCH … BYBOX.',
  },
  cross: '{longitude}, {latitude}',
  drawn: 'coarse',
  drawnNote: 'The coast is drawn coarsely by hand. Positions and distances of members are those of Redis.',
  found: '{n} found',
  nobody: 'nobody found',
  more: 'and {n} more, not drawn',
}

const ko: GeoWords = {
  title: '지도',
  sub: '{key}에 {n}곳',
  none: '아직 장소가 없습니다',
  modes: { add: '장소 넣기', radius: '원으로 찾기', box: '상자로 찾기' },
  mode: '지도를 클릭하면 하는 일',
  name: '이름',
  place: '장소{n}',
  radius: 'km 반경',
  size: 'km 너비와 높이',
  map: '한국 지도. 화살표 키로 십자를 옮기고 Enter로 실행합니다',
  hints: {
    add: '클릭하면 GEOADD로 장소를 넣습니다.',
    radius: '가운데에서 바깥으로 끌면 GEOSEARCH … BYRADIUS를 실행합니다.',
    box: '가운데에서 바깥으로 끌면 GEOSEARCH … BYBOX를 실행합니다.',
  },
  cross: '{longitude}, {latitude}',
  drawn: '대략',
  drawnNote: '해안선은 손으로 대략 그렸습니다. 멤버의 위치와 거리는 Redis가 계산한 그대로입니다.',
  found: '{n}곳을 찾음',
  nobody: '찾은 곳 없음',
  more: '외 {n}곳은 그리지 않음',
}

export const geoWords = { en, ko }
