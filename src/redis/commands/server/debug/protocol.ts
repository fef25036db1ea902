import { toLower } from '../../../../bytes/bytestrings.ts'
import type { Client } from '../../../clients/client.ts'
import { errors } from '../../../command/errors.ts'
import type { ReplyWriter } from '../../../../resp/reply-writer.ts'

const COUNT = 3

const writeIntegers = (reply: ReplyWriter): void => {
  for (let i = 0; i < COUNT; i++) reply.integer(i)
}

const samples: ReadonlyMap<string, (reply: ReplyWriter) => void> = new Map([
  ['string', (reply) => reply.bulk('Hello World')],
  ['integer', (reply) => reply.integer(12345)],
  ['double', (reply) => reply.double(3.141)],
  ['bignum', (reply) => reply.bigNumber('1234567999999999999999999999999999999')],
  ['null', (reply) => reply.nil()],
  ['true', (reply) => reply.boolean(true)],
  ['false', (reply) => reply.boolean(false)],
  ['verbatim', (reply) => reply.verbatim('This is a verbatim\nstring')],
  [
    'array',
    (reply) => {
      reply.array(COUNT)
      writeIntegers(reply)
    },
  ],
  [
    'set',
    (reply) => {
      reply.set(COUNT)
      writeIntegers(reply)
    },
  ],
  [
    'map',
    (reply) => {
      reply.map(COUNT)
      for (let i = 0; i < COUNT; i++) {
        reply.integer(i)
        reply.boolean(i === 1)
      }
    },
  ],
  [
    'attrib',
    (reply) => {
      if (reply.protocol >= 3) {
        reply.attribute(1)
        reply.bulk('key-popularity')
        reply.array(2)
        reply.bulk('key:123')
        reply.integer(90)
      }
      reply.bulk('Some real reply following the attribute')
    },
  ],
  [
    'push',
    (reply) => {
      if (reply.protocol < 3) throw errors.text('ERR RESP2 is not supported by this command')
      reply.push(2)
      reply.bulk('server-cpu-usage')
      reply.integer(42)
      reply.bulk('Some real reply following the push reply')
    },
  ],
])

/** DEBUG PROTOCOL <type>: a reply of that type. */
export const debugProtocol = ({ reply }: Client, argv: readonly string[]): void => {
  const write = samples.get(toLower(argv[2]!))
  if (write === undefined) {
    throw errors.text(
      'ERR Wrong protocol type name. Please use one of the following: string|integer|double|bignum|null|array|set|map|attrib|push|verbatim|true|false',
    )
  }
  write(reply)
}
