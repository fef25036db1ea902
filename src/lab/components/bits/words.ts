/** Words of the scene of bitmaps and HyperLogLogs. */
export interface BitsWords {
  title: string
  /** {rows}. */
  sub: string
  none: string
  or: string
  /** {n}. */
  count: string
  /** {n}. */
  countMore: string
  /** {n}. */
  bytes: string
  grid: string
  /** {key}, {offset}, {bit}. */
  cell: string
  beyond: string
  hint: string
  /** {n}. */
  first: string
  sketch: string
  form: Record<'sparse' | 'dense', string>
  registers: string
  /** {n}. */
  filled: string
  estimate: string
  truth: string
  off: string
  noTruth: string
  size: string
  /** {n}: hll-sparse-max-bytes. */
  sparseMax: string
  chart: string
  band: string
}

const en: BitsWords = {
  title: 'Bits',
  sub: '{rows} bitmaps',
  none: 'No bitmap yet. Try',
  or: 'or',
  count: 'BITCOUNT {n}',
  countMore: '{n} of the first 4,096 bits are 1',
  bytes: '{n} bytes',
  grid: 'Bitmaps, a row each; Enter or a click turns a bit over',
  cell: '{key}, bit {offset}: {bit}',
  beyond: 'not stored, reads as 0',
  hint: 'A click turns a bit over with SETBIT.',
  first: 'in cells: the first {n}; below, a column a byte',
  sketch: 'HyperLogLog',
  form: { sparse: 'sparse: runs', dense: 'dense: 16,384 × 6 bits' },
  registers: '16,384 registers; a stronger colour is a longer run of zeros',
  filled: '{n} registers above 0',
  estimate: 'estimate',
  truth: 'truth',
  off: 'off by',
  noTruth: 'Give a set of a like name the same elements, and its SCARD stands here as the truth.',
  size: 'size',
  sparseMax: 'sparse up to {n} bytes',
  chart: 'How far the estimate was off while the set grew, in percent',
  band: 'two of three lie within ±0.81 %',
}

const ko: BitsWords = {
  title: '비트',
  sub: '비트맵 {rows}개',
  none: '아직 비트맵이 없습니다. 해 볼 명령:',
  or: '또는',
  count: 'BITCOUNT {n}',
  countMore: '처음 4,096비트 가운데 1은 {n}개',
  bytes: '{n}바이트',
  grid: '줄마다 비트맵 하나. Enter나 클릭으로 비트를 뒤집습니다',
  cell: '{key}, 비트 {offset}: {bit}',
  beyond: '저장되지 않아 0으로 읽힘',
  hint: '클릭하면 SETBIT으로 비트를 뒤집습니다.',
  first: '칸은 처음 {n}비트, 아래 열 하나가 한 바이트',
  sketch: 'HyperLogLog',
  form: { sparse: 'sparse: 구간', dense: 'dense: 16,384 × 6비트' },
  registers: '레지스터 16,384개. 색이 뚜렷할수록 긴 0의 연속',
  filled: '0보다 큰 레지스터 {n}개',
  estimate: '추정값',
  truth: '참값',
  off: '오차',
  noTruth: '이름이 비슷한 셋에 같은 원소를 넣으면 그 SCARD가 참값으로 나옵니다.',
  size: '크기',
  sparseMax: 'sparse는 {n}바이트까지',
  chart: '셋이 커지는 동안 추정값이 벗어난 정도(%)',
  band: '셋 중 둘은 ±0.81 % 안',
}

export const bitsWords = { en, ko }
