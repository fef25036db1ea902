/** INFO memory. What is used comes from the model in `introspection/memory.ts`. */
import { STARTUP } from '../memory.ts'
import { residency } from '../residency.ts'
import { scriptMemory } from '../script-memory.ts'
import { humanBytes, percent, twoDigits } from './numbers.ts'
import type { InfoSection } from './section.ts'
import { fields } from './section.ts'

const human = (name: string, bytes: number): Record<string, string | number> => ({
  [name]: bytes,
  [`${name}_human`]: humanBytes(bytes),
})

export const memorySection: InfoSection = {
  name: 'memory',
  title: 'Memory',
  byDefault: true,
  lines: (server) => {
    const { used, overhead, clients, replicas, dataset } = server.memory.figures()
    const { peak, lazy, notCounted, backlog, replicationBuffers, aofBuffer } = server.memory
    const { maxmemory, maxmemoryPolicy } = server.config.values
    const { allocated, active, resident, rss } = residency(server, used)
    const { scripts, functions, evalMachine, functionMachine } = scriptMemory(server)
    return fields({
      ...human('used_memory', used),
      ...human('used_memory_rss', rss),
      ...human('used_memory_peak', peak),
      used_memory_peak_perc: percent(used, peak),
      used_memory_overhead: overhead,
      used_memory_startup: STARTUP,
      used_memory_dataset: dataset,
      used_memory_dataset_perc: percent(dataset, used - STARTUP),
      allocator_allocated: allocated,
      allocator_active: active,
      allocator_resident: resident,
      ...human('total_system_memory', server.system.machine.ram),
      used_memory_lua: evalMachine,
      used_memory_vm_eval: evalMachine,
      used_memory_lua_human: humanBytes(evalMachine),
      used_memory_scripts_eval: scripts,
      number_of_cached_scripts: server.scripting?.scripts.size ?? 0,
      number_of_functions: server.scripting?.functions.count ?? 0,
      number_of_libraries: server.scripting?.functions.libraries.size ?? 0,
      used_memory_vm_functions: functionMachine,
      ...human('used_memory_vm_total', evalMachine + functionMachine),
      used_memory_functions: functions,
      ...human('used_memory_scripts', scripts + functions),
      ...human('maxmemory', maxmemory),
      maxmemory_policy: maxmemoryPolicy,
      allocator_frag_ratio: twoDigits(active / allocated),
      allocator_frag_bytes: active - allocated,
      allocator_rss_ratio: twoDigits(resident / active),
      allocator_rss_bytes: resident - active,
      rss_overhead_ratio: twoDigits(rss / resident),
      rss_overhead_bytes: rss - resident,
      mem_fragmentation_ratio: twoDigits(rss / used),
      mem_fragmentation_bytes: rss - used,
      mem_not_counted_for_evict: notCounted,
      mem_replication_backlog: backlog,
      mem_total_replication_buffers: replicationBuffers,
      mem_clients_slaves: replicas,
      mem_clients_normal: clients,
      mem_cluster_links: 0,
      mem_aof_buffer: aofBuffer,
      mem_allocator: server.config.build.defragments ? 'jemalloc-5.2.1' : 'jemalloc-5.3.0',
      active_defrag_running: server.defrag.running,
      lazyfree_pending_objects: lazy.pendingObjects,
      lazyfreed_objects: server.stats.lazyfreed,
    })
  },
}
