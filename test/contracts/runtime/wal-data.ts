// What the kill test writes: the data of an entry follows from its place, so that a reader knows what must be there.

export function dataOf(sequence: number): Uint8Array {
  const bytes = new Uint8Array(4 + ((sequence * 37) % 900)).fill(sequence % 256);
  new DataView(bytes.buffer).setUint32(0, sequence);
  return bytes;
}
