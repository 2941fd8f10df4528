/** Lines out of chunks, wherever the chunks are cut. */

/** Cuts at LF; a CR before it is dropped. What grows longer than `maxLength` without an end is discarded. */
export class LineAssembler {
  private partial = '';

  constructor(
    private readonly maxLength: number,
    private readonly discarded: (text: string) => void,
  ) {}

  /** Takes a chunk, gives the lines that it completes. Bytes are read as Latin-1: none is lost or merged. */
  push(chunk: Uint8Array): string[] {
    const lines = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      .toString('latin1')
      .split('\n');
    lines[0] = this.partial + lines[0]!;
    this.partial = lines.pop()!;
    if (this.partial.length > this.maxLength) this.clear();
    return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  }

  /** Forgets the line begun. */
  clear(): void {
    if (this.partial !== '') this.discarded(this.partial);
    this.partial = '';
  }
}
