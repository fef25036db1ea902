/** Places in words. */
import type { TraceEvent } from '../../world/trace.ts'
import { distanceText, placesOf, sizeOf } from './geo.ts'
import type { GeoState } from './geo.ts'
import { keyspaceCaption, readable } from './keyspace-captions.ts'
import type { Caption, Language } from './scene.ts'

type Words = readonly [en: string, ko: string]

const ofSearch = ({ search }: GeoState): Words | undefined => {
  if (search === undefined) return undefined
  const { found } = search
  const [nearest] = found
  if (nearest === undefined) return ['Nobody is in there.', '그 안에는 아무것도 없다.']
  const name = readable(nearest.member)
  return [
    `${found.length} found; the nearest is ${name} at ${distanceText(nearest.distance)}.`,
    `${found.length}개를 찾았다. 가장 가까운 것은 ${distanceText(nearest.distance)} 떨어진 ${name}이다.`,
  ]
}

const ofAdding = (event: TraceEvent, state: GeoState): Words | undefined => {
  const place = placesOf(state).find(({ member }) => state.named.includes(member))
  if (place === undefined) return undefined
  const name = readable(place.member)
  const isNew = !(event.reply as string).startsWith(':0')
  return isNew
    ? [`${name} stands at score ${place.score}.`, `${name}의 점수는 ${place.score}이다.`]
    : [
        `${name} was there already; its score is ${place.score} now.`,
        `${name}은(는) 이미 있었고 점수는 이제 ${place.score}이다.`,
      ]
}

const wordsOf = (event: TraceEvent, state: GeoState): Words | undefined => {
  if (event.name === 'geoadd') return ofAdding(event, state)
  if (state.distance !== undefined && event.name === 'geodist') {
    const [a = '', b = ''] = state.named.map((each) => readable(each))
    const far = distanceText(state.distance)
    return [`From ${a} to ${b}: ${far} along the surface.`, `${a}에서 ${b}까지 지표면을 따라 ${far}다.`]
  }
  return (event.name as string).startsWith('geos') || (event.name as string).startsWith('geor')
    ? ofSearch(state)
    : undefined
}

/** The sentence for an event; undefined where there is nothing to say. */
export const geoCaption = (event: TraceEvent, state: GeoState, language: Language): Caption | undefined => {
  const plain = keyspaceCaption(event, state.keys, language)
  if (plain === undefined || event.type !== 'command' || state.keys.outcome === 'error') return plain
  const words = wordsOf(event, state)
  if (words === undefined) return plain
  const counter = state.key === undefined ? plain.counter : `zcard:${sizeOf(state)}`
  return { event: plain.event, say: words[language === 'en' ? 0 : 1], ...(counter ? { counter } : {}) }
}
