import type { Duplex, Readable, Writable } from "node:stream";

/** Docker's frames on a stream without a terminal: one byte of kind (1 stdout, 2 stderr), three of nothing, four of length, payload. */
const headerLength = 8;

/** A parser that is fed chunks as they come and hands out payloads as they come, whole frames or not. */
export function createFrameParser(onPayload: (kind: number, payload: Buffer) => void): (chunk: Buffer) => void {
  let header = Buffer.alloc(0);
  let kind = 0;
  let remaining = 0;
  return (chunk) => {
    let rest = chunk;
    while (rest.length > 0) {
      if (remaining > 0) {
        const payload = rest.subarray(0, remaining);
        remaining -= payload.length;
        rest = rest.subarray(payload.length);
        onPayload(kind, payload);
        continue;
      }
      const missing = headerLength - header.length;
      header = Buffer.concat([header, rest.subarray(0, missing)]);
      rest = rest.subarray(missing);
      if (header.length < headerLength) return;
      kind = header.readUInt8(0);
      remaining = header.readUInt32BE(4);
      header = Buffer.alloc(0);
    }
  };
}

/** Splits a Docker stream into its two outputs, holding it back while one of them is full. Both end when it ends. */
export function demux(source: Duplex | Readable, stdout: Writable, stderr: Writable): void {
  const full = new Set<Writable>();
  const feed = createFrameParser((kind, payload) => {
    const target = kind === 2 ? stderr : stdout;
    if (target.destroyed || target.write(payload) || full.has(target)) return;
    full.add(target);
    source.pause();
    target.once("drain", () => {
      full.delete(target);
      if (full.size === 0) source.resume();
    });
  });
  source.on("data", feed);
  source.once("end", () => {
    stdout.end();
    stderr.end();
  });
  source.once("error", (error: Error) => {
    stdout.destroy(error);
    stderr.end();
  });
  source.once("close", () => {
    stdout.end();
    stderr.end();
  });
}
