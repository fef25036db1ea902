import { describe, expect, it } from 'vitest'
import { course } from '../../content/course.ts'
import { buildWorld, checkGoals, observe, playStep } from '../../src/exercises/run.ts'
import type { Exercise, Memory, Play } from '../../src/exercises/exercise.ts'
import { WorldView } from '../../src/exercises/view.ts'
import { lessonExercises } from '../../src/host/lessons.ts'
import { scenarios } from '../../src/scenarios/index.ts'
import { lessons } from './lessons.ts'
import { LessonSession, agrees } from './session.ts'

const english = lessons('en')
const korean = lessons('ko')

describe('the two trees', () => {
  it('have the same lessons', () => {
    expect(korean.map((l) => l.path).sort()).toEqual(english.map((l) => l.path).sort())
  })

  it('run the same commands, print the same replies and place the same cards', () => {
    for (const lesson of english) {
      const twin = korean.find((l) => l.path === lesson.path)!
      expect(twin.blocks, lesson.path).toEqual(lesson.blocks)
      expect(twin.exercises, lesson.path).toEqual(lesson.exercises)
      expect(twin.predictions, lesson.path).toEqual(lesson.predictions)
    }
  })

  it('hold only lessons that the course knows', () => {
    const known = course.flatMap((module) => module.lessons.map((lesson) => `${module.slug}/${lesson.slug}`))
    for (const lesson of english) expect(known).toContain(lesson.path)
  })
})

describe.each(english.map((lesson) => [lesson.path, lesson] as const))('%s', (_path, lesson) => {
  it('prints what the simulator replies', () => {
    let session = new LessonSession(lesson.scenario)
    for (const { exchanges, fresh } of lesson.blocks) {
      if (fresh) session = new LessonSession(lesson.scenario)
      for (const { prompt, command, reply } of exchanges) {
        const came = session.run(prompt, command)
        if (reply.length > 0 && !agrees(reply, came)) expect(came, `${prompt} ${command}`).toEqual(reply)
      }
    }
  })

  it('has every exercise and prediction it places', async () => {
    const found = await lessonExercises(lesson.slug)
    expect(found?.exercises.map((e) => e.id).sort() ?? []).toEqual([...lesson.exercises].sort())
    expect(found?.predictions.map((p) => p.id).sort() ?? []).toEqual([...lesson.predictions].sort())
  })
})

/** The goals after a sequence of plays. */
const after = (exercise: Exercise, plays: readonly Play[]) => {
  const scenario = scenarios[exercise.scenario]!
  const world = buildWorld(scenario, 'exercise')
  const terminal = scenario.terminals[0]?.id ?? ''
  for (const play of exercise.setup ?? []) playStep(world, play, terminal)
  let memory: Memory = observe(exercise, exercise.memory ?? {}, world.takeTrace())
  const start = checkGoals(exercise, world, memory)
  for (const play of plays) {
    playStep(world, play, terminal)
    memory = observe(exercise, memory, world.takeTrace())
  }
  return { start, end: checkGoals(exercise, world, memory) }
}

for (const lesson of english) {
  const loaded = await lessonExercises(lesson.slug)
  describe.each((loaded?.exercises ?? []).map((e) => [e.id, e] as const))('exercise %s', (_id, exercise) => {
    it('is not passed at its start', () => {
      expect(after(exercise, []).start.every((goal) => goal.met)).toBe(false)
    })

    it('is passed by its solution', () => {
      expect(after(exercise, exercise.solution).end.filter((goal) => !goal.met)).toEqual([])
    })

    it('is not passed by its plausible wrong answer', () => {
      expect(exercise.wrong.length).toBeGreaterThan(0)
      expect(after(exercise, exercise.wrong).end.every((goal) => goal.met)).toBe(false)
    })

    it('tells the first unmet goal in words of both languages', () => {
      const { start } = after(exercise, [])
      const first = start.find((goal) => !goal.met)
      const declared = exercise.goals.find((goal) => goal.id === first?.id)
      if (declared?.now !== undefined) {
        expect(first?.now?.en).toBeTruthy()
        expect(first?.now?.ko).toBeTruthy()
      }
    })
  })

  describe.each((loaded?.predictions ?? []).map((p) => [p.id, p] as const))(
    'prediction %s',
    (_id, prediction) => {
      it('ends in one of its options', () => {
        const scenario = scenarios[prediction.scenario]!
        const world = buildWorld(scenario, 'prediction')
        const terminal = scenario.terminals[0]?.id ?? ''
        for (const play of [...(prediction.setup ?? []), ...prediction.play]) playStep(world, play, terminal)
        expect(prediction.options.map((option) => option.id)).toContain(
          prediction.outcome(new WorldView(world)),
        )
      })
    },
  )
}
