/** The world of the lesson on places: seven cities of Korea with their coordinates. */
import type { Scenario } from './scenario.ts'
import { standalone } from './standalone.ts'

/** Name, longitude and latitude in degrees, as they are typed. */
export const CITIES: readonly (readonly [name: string, longitude: string, latitude: string])[] = [
  ['Seoul', '126.9780', '37.5665'],
  ['Busan', '129.0756', '35.1796'],
  ['Incheon', '126.7052', '37.4563'],
  ['Daejeon', '127.3845', '36.3504'],
  ['Daegu', '128.6014', '35.8714'],
  ['Gwangju', '126.8526', '35.1595'],
  ['Gangneung', '128.8761', '37.7519'],
]

export const places: Scenario = {
  ...standalone,
  id: 'places',
  opening: [`GEOADD city ${CITIES.map(([name, lon, lat]) => `${lon} ${lat} ${name}`).join(' ')}`],
}
