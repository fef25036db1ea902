/** What redis-check-aof is started on. */
import type { Files } from '../../redis/persistence/aof-homes.ts'
import { readRecorded } from '../../redis/persistence/aof-recorded.ts'

export interface Case {
  readonly name: string
  readonly files: Files
  readonly argv: readonly string[]
  readonly input?: string
}

const { homes } = readRecorded()
const DIRECTORY = 'appendonlydir'
const MANIFEST = `${DIRECTORY}/appendonly.aof.manifest`
const incrOf = (seq: number): string => `${DIRECTORY}/appendonly.aof.${seq}.incr.aof`
const { fresh, rewritten, commands, stamped } = homes as Record<string, Files>
const INCR = fresh![incrOf(1)]!

const edited = (files: Files, path: string, edit: (text: string) => string): Files => ({
  ...files,
  [path]: edit(files[path]!),
})

/** A single file, checked as versions before 7.0 left it. */
const alone = (name: string, text: string): Case => ({ name, files: { 'x.aof': text }, argv: ['x.aof'] })

const cuts = [1, 2, 3, 4, 5, 9, 13, 23, 24, 25, 26, 27, 28, 30, 34, 36, 38, 40, 45, 50, 51, 52, 54, 60]

const TAIL = '*3\r\n$3\r\nSET\r\n$2\r\nx1'
const torn = edited(fresh!, incrOf(1), (text) => text + TAIL)
const manifest = (text: string): Files => ({
  [`${DIRECTORY}/m`]: text,
  [`${DIRECTORY}/a.aof`]: '*1\r\n$4\r\nPING\r\n',
  [`${DIRECTORY}/b.aof`]: '*1\r\n$4\r\nPI',
  [`${DIRECTORY}/empty.aof`]: '',
})

/** Unix seconds of the annotations of the home `stamped`. */
export const stamps: readonly number[] = Object.values(stamped!)
  .flatMap((text) => [...text.matchAll(/#TS:(\d+)/g)])
  .map(([, seconds]) => Number(seconds))

const untilStamp = (name: string, timestamp: string, files: Files = stamped!): Case => ({
  name,
  files,
  argv: ['--truncate-to-timestamp', timestamp, MANIFEST],
})

const later = `#TS:1900000000\r\n${INCR}`

export const cases: readonly Case[] = [
  { name: 'no argument', files: {}, argv: [] },
  { name: 'an unknown option', files: {}, argv: ['--foo', 'x'] },
  { name: 'too many arguments', files: {}, argv: ['a', 'b', 'c', 'd'] },
  { name: 'no such file', files: {}, argv: ['nope.aof'] },
  { name: 'a directory', files: { [`${DIRECTORY}/x`]: '' }, argv: [DIRECTORY] },
  { name: 'fix without a file', files: {}, argv: ['--fix'] },
  ...Object.entries(homes).map(([name, files]) => ({ name: `home ${name}`, files, argv: [MANIFEST] })),
  { name: 'a base by itself', files: rewritten!, argv: [`${DIRECTORY}/appendonly.aof.2.base.rdb`] },
  {
    name: 'a base of commands by itself',
    files: commands!,
    argv: [`${DIRECTORY}/appendonly.aof.2.base.aof`],
  },
  { name: 'an incremental file by itself', files: rewritten!, argv: [incrOf(2)] },
  {
    name: 'a snapshot with a tail',
    files: { 'x.aof': rewritten![`${DIRECTORY}/appendonly.aof.2.base.rdb`]! + INCR + TAIL },
    argv: ['x.aof'],
  },
  {
    name: 'a damaged base',
    files: edited(rewritten!, `${DIRECTORY}/appendonly.aof.2.base.rdb`, (text) => text.slice(0, 300)),
    argv: [MANIFEST],
  },
  ...cuts.map((at) => alone(`cut after ${at} bytes`, INCR.slice(0, at))),
  alone('nothing', ''),
  alone('other text', 'hello'),
  alone('a wrong prefix', '*1\r\nfoo'),
  alone('a negative length', '*1\r\n$-5\r\nfoo'),
  alone('bytes above 127', '*1\r\n$3\xc3\xa9\r\nfoo'),
  alone('commands of no words', '*0\r\n*-3\r\n*1\r\n$1\r\n1\n\r'),
  alone('a transaction without EXEC', `${INCR}*1\r\n$5\r\nMULTI\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\n`),
  alone('MULTI within MULTI', '*1\r\n$5\r\nMULTI\r\n*1\r\n$5\r\nmulti\r\n'),
  alone('EXEC alone', '*1\r\n$4\r\nEXEC\r\n'),
  alone('annotations', `#TS:1\r\n${INCR}#end\r\n`),
  alone('an annotation that is never ended', `${INCR}#TS`),
  { name: 'a torn file', files: torn, argv: [MANIFEST] },
  { name: 'mended', files: torn, argv: ['--fix', MANIFEST], input: 'y\n' },
  { name: 'mended with a longer word', files: torn, argv: ['--fix', MANIFEST], input: 'Yes\n' },
  { name: 'left alone', files: torn, argv: ['--fix', MANIFEST], input: 'n\n' },
  { name: 'left alone without an answer', files: torn, argv: ['--fix', MANIFEST], input: '' },
  { name: 'nothing to mend', files: fresh!, argv: ['--fix', MANIFEST] },
  {
    name: 'damaged in the middle and mended',
    files: edited(fresh!, incrOf(1), (text) => text.replace('$2\r\nx2', '#2\r\nx2')),
    argv: ['--fix', MANIFEST],
    input: 'y\n',
  },
  { name: 'a torn file by itself and mended', files: torn, argv: ['--fix', incrOf(1)], input: 'y\n' },
  {
    name: 'the first of two is torn',
    files: manifest('file b.aof seq 1 type b\nfile a.aof seq 1 type i\n'),
    argv: [`${DIRECTORY}/m`],
  },
  {
    name: 'the first of two is torn and not mended',
    files: manifest('file b.aof seq 1 type b\nfile a.aof seq 1 type i\n'),
    argv: ['--fix', `${DIRECTORY}/m`],
    input: 'y\n',
  },
  {
    name: 'files that are empty',
    files: manifest('file empty.aof seq 1 type b\nfile a.aof seq 1 type i\n'),
    argv: [`${DIRECTORY}/m`],
  },
  { name: 'the base is missing', files: manifest('file nope seq 1 type b\n'), argv: [`${DIRECTORY}/m`] },
  { name: 'a file is missing', files: manifest('file nope seq 1 type i\n'), argv: [`${DIRECTORY}/m`] },
  {
    name: 'history is not looked at',
    files: manifest('file nope seq 1 type h\nfile a.aof seq 1 type i\n'),
    argv: [`${DIRECTORY}/m`],
  },
  {
    name: 'a manifest with an unknown type',
    files: manifest('file a.aof seq 1 type q\n'),
    argv: [`${DIRECTORY}/m`],
  },
  { name: 'a manifest without a number', files: manifest('file a.aof seq\n'), argv: [`${DIRECTORY}/m`] },
  { name: 'a timestamp that is none', files: stamped!, argv: ['--truncate-to-timestamp', 'x', MANIFEST] },
  untilStamp('until the last second', String(stamps.at(-1)!)),
  untilStamp('until far in the future', '4000000000'),
  untilStamp('until before everything', '1000000000'),
  {
    name: 'until before the second annotation',
    files: { 'x.aof': `#TS:1700000000\r\n${INCR}${later}` },
    argv: ['--truncate-to-timestamp', '1800000000', 'x.aof'],
  },
  {
    name: 'until an annotation of the first of two files',
    files: {
      ...manifest('file c seq 1 type b\nfile a.aof seq 1 type i\n'),
      [`${DIRECTORY}/c`]: INCR + later,
    },
    argv: ['--truncate-to-timestamp', '1800000000', `${DIRECTORY}/m`],
  },
  {
    name: 'an annotation that is no number',
    files: { 'x.aof': '#TS:abc\r\n' + INCR },
    argv: ['--truncate-to-timestamp', '1800000000', 'x.aof'],
  },
]
