import type { DiskTiming } from '../../../world/process.ts'
import { ORDINARY_DISK, SLOW_DISK } from '../../../world/disk/timing.ts'
import { disks } from '../../scenes/disks.ts'
import type { DiskState } from '../../scenes/disks.ts'
import type { BenchController } from '../bench-store.ts'
import type { FilesWords } from './words.ts'

type Way = keyof FilesWords['disks']

const SETTINGS: Readonly<Record<Way, { fault?: 'ENOSPC' | 'EIO'; timing: DiskTiming }>> = {
  ordinary: { timing: ORDINARY_DISK },
  slow: { timing: SLOW_DISK },
  full: { fault: 'ENOSPC', timing: ORDINARY_DISK },
  broken: { fault: 'EIO', timing: ORDINARY_DISK },
}

const wayOf = (disk: DiskState | undefined): Way => {
  if (disk?.fault !== undefined) return disk.fault === 'ENOSPC' ? 'full' : 'broken'
  return (disk?.fsync ?? 0) > ORDINARY_DISK.fsync ? 'slow' : 'ordinary'
}

/** How a machine's disk behaves from now on. */
export const DiskSwitch = ({
  controller,
  host,
  words,
}: {
  controller: BenchController
  host: string
  words: FilesWords
}) => {
  const way = wayOf(controller.fold(disks).value.byHost.get(host))
  return (
    <label class="disk-switch">
      {words.disk}
      <select
        class="field"
        value={way}
        onChange={(event) =>
          controller.input({ kind: 'disk', host, ...SETTINGS[event.currentTarget.value as Way] })
        }
      >
        {(Object.keys(SETTINGS) as Way[]).map((each) => (
          <option key={each} value={each}>
            {words.disks[each]}
          </option>
        ))}
      </select>
    </label>
  )
}
