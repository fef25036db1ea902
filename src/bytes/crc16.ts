/** CRC16 (XMODEM: polynomial 0x1021, initial value 0, nothing reflected), which maps a key to its slot. */

const table = new Uint16Array(256)
for (let byte = 0; byte < 256; byte++) {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1
  table[byte] = crc
}

/** The CRC16 (0-65535) of bytes `from` up to `to` of a byte string; of all of it by default. */
export const crc16 = (s: string, from = 0, to = s.length): number => {
  let crc = 0
  for (let i = from; i < to; i++) crc = ((crc << 8) & 0xffff) ^ table[(crc >>> 8) ^ (s.charCodeAt(i) & 0xff)]!
  return crc
}
