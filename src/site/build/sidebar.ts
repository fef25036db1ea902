import type { StarlightUserConfig } from '@astrojs/starlight/types'
import { commandTable } from '../commands/table.ts'
import { en } from '../i18n/en.ts'
import { ko } from '../i18n/ko.ts'

type Sidebar = NonNullable<StarlightUserConfig['sidebar']>

const GROUPS = Object.keys(en.commands.groups) as (keyof typeof en.commands.groups)[]

/** The reference pages' sidebar: every command under its group, names as they are typed. */
export const sidebar = (): Sidebar => {
  const groups = GROUPS.map((group) => ({
    label: en.commands.groups[group],
    translations: { ko: ko.commands.groups[group] },
    collapsed: true,
    items: commandTable
      .filter((command) => command.group === group)
      .map((command) => ({ label: command.name, link: `/commands/${command.slug}/` })),
  }))
  return [
    { label: en.nav.commands, translations: { ko: ko.nav.commands }, link: '/commands/' },
    ...groups.filter((group) => group.items.length > 0),
    { label: en.nav.fidelity, translations: { ko: ko.nav.fidelity }, link: '/fidelity/' },
    { label: en.nav.teaching, translations: { ko: ko.nav.teaching }, link: '/teaching/' },
  ]
}
