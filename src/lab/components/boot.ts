import { effect } from '@preact/signals'
import type { BenchStore } from './bench-store.ts'
import type { BenchSetup } from './Bench.tsx'
import { pageClock } from './clock.ts'
import { Controller } from './controller.ts'
import type { Keeper } from './controller.ts'
import { connectBench, page } from './page-store.ts'
import type { BenchMemory } from './page-store.ts'
import { setPart } from './parts.ts'
import { beginning, Saver } from './saved.ts'
import type { Beginning } from './saved.ts'
import { loadScene, registerTools } from './scene-parts.tsx'
import { Session } from './session.ts'
import type { BenchStrings } from './strings.ts'
import { workerPort } from './world-port.ts'

/** Nothing is kept when no one hands a memory in (a page without the site's frame). */
const NO_MEMORY: BenchMemory = { load: () => undefined, save: () => {}, setAside: () => {} }
const MEMORY_WAIT_MS = 2000
/** The bench whose world begins today; a lesson's begins when its scenario says. */
const PLAYGROUND = 'playground'
/** Shorter starts say nothing. */
const SAY_STARTING_MS = 1000

const memoryOfPage = (): Promise<BenchMemory> =>
  new Promise((resolve) => {
    const stop = effect(() => {
      if (page.memory.value) resolve(page.memory.value)
    })
    setTimeout(() => {
      stop()
      resolve(NO_MEMORY)
    }, MEMORY_WAIT_MS)
  })

/** What the learner is told about where the session comes from. */
const tellBeginning = (begun: Beginning, controller: Controller): void => {
  const { store, t, engine } = controller.session
  if (begun.broken) store.notice.value = begun.broken === 'link' ? t.linkBroken : t.savedBroken
  else if (begun.from !== 'nothing') {
    const other = begun.recording !== undefined && begun.recording.engine !== engine
    store.notice.value = other ? t.otherBuild : begun.from === 'link' ? t.linkOpened : t.resumed
    if (begun.from === 'memory')
      store.noticeAct.value = {
        label: t.startAfresh,
        act: () => {
          controller.reset()
          store.notice.value = ''
          store.noticeAct.value = undefined
        },
      }
  }
}

const saverOf = (session: Session, memory: BenchMemory, begun: Beginning): Saver =>
  new Saver({
    memory,
    keepAs: begun.keepAs,
    recording: () => {
      const line = session.position.peek()?.line
      return line === undefined || (line.staged && !line.acted) ? undefined : session.recording('end')
    },
    tooLong: () => (session.store.notice.value = session.t.tooLong),
    after: pageClock.after,
  })

/** What the page's own events mean for the bench. */
const listenToPage = (controller: Controller, saver: Saver): void => {
  document.addEventListener('visibilitychange', () => {
    controller.hide(document.hidden)
    if (document.hidden) saver.save()
  })
  addEventListener('pagehide', () => saver.save())
  addEventListener('hashchange', () => {
    if (location.hash.startsWith('#w=')) location.reload()
  })
}

const ofFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true

/** Files dropped on the page are opened; what does that is fetched when one is dragged here. */
const listenForFiles = (controller: Controller, store: BenchStore, t: BenchStrings): void => {
  const load = () => import('./files/own-files.ts')
  addEventListener('dragenter', (event) => ofFiles(event) && void load())
  addEventListener('dragover', (event) => ofFiles(event) && event.preventDefault())
  addEventListener('drop', (event) => {
    if (!ofFiles(event)) return
    event.preventDefault()
    // Only now do the items tell what they are.
    const dropped = [...event.dataTransfer!.items].flatMap(
      (item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? [],
    )
    void load().then(({ openOwn }) => openOwn(dropped, controller, store, t.parts.language))
  })
}

/**
 * Starts the bench's world: called once when the bench has hydrated. Fills the store, puts scene, tools and
 * terminal into their places, and announces the controller to the page.
 */
export const boot = async (setup: BenchSetup, store: BenchStore, t: BenchStrings): Promise<void> => {
  let made: (controller: Controller) => void
  const whenMade = new Promise<Controller>((resolve) => (made = resolve))
  const port = workerPort({
    hear: (message) => controller.hear(message),
    // A worker may fail to load before there is anyone to tell.
    fail: (message) => void whenMade.then((controller) => controller.fail(message, false)),
    late: (late) => (store.statusText.value = late ? t.working : ''),
  })
  // World, scene and terminal are on their way at once; each is shown when it is there.
  port.warm()
  const terminal = import('./Terminal.tsx')
  const [{ scene, draw }, memory] = await Promise.all([loadScene(setup.scene), memoryOfPage()])
  let begun = await beginning(memory, setup.id, location.hash)
  const session = new Session(setup, store, t, scene)
  const saver = saverOf(session, memory, begun)
  const keeper: Keeper = {
    stands: () => saver.stands(),
    changed: () => saver.changed(),
    forget: () => saver.forget(),
    refused: () => {
      saver.setAside()
      begun = { ...begun, recording: undefined, broken: begun.from === 'link' ? 'link' : 'memory' }
      controller.start()
      tellBeginning(begun, controller)
    },
  }
  const controller = new Controller(session, port, pageClock, keeper)
  made!(controller)
  const saying = setTimeout(() => {
    if (store.status.peek() === 'starting') store.statusText.value = t.starting
  }, SAY_STARTING_MS)
  controller.onReady(() => {
    clearTimeout(saying)
    setPart('scene', draw)
    registerTools()
    connectBench(store, controller)
    tellBeginning(begun, controller)
    if (begun.recording === undefined && setup.opening && session.position.peek())
      controller.showOff(setup.opening)
  })
  controller.start(begun.recording, setup.id === PLAYGROUND ? Date.now() * 1000 : undefined)
  listenToPage(controller, saver)
  listenForFiles(controller, store, t)
  setPart('terminal', (await terminal).terminalPart(controller))
}
