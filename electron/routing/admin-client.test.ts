import { Duplex } from "node:stream";
import { expect, test } from "vitest";
import { AdminClient, parseAnswer } from "./admin-client";

const signal = new AbortController().signal;

/** A relay that answers in pieces of a few bytes, and ends after so many answers. */
function relay(answers: string[], log: string[]): Duplex {
  return new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      log.push(
        chunk
          .toString()
          .replace(/^\d+\n/, "")
          .split("\r\n")[0] ?? "",
      );
      const answer = answers.shift();
      if (answer === undefined) this.push(null);
      else for (const piece of `${Buffer.byteLength(answer)}\n${answer}`.match(/[^]{1,3}/g) ?? []) this.push(piece);
      done();
    },
  });
}

test("one stream serves many requests, whatever pieces the answers come in; a broken one is replaced", async () => {
  const log: string[] = [];
  let opened = 0;
  const client = new AdminClient(async () => {
    opened++;
    return relay(["HTTP/1.0 200 OK\r\nA: b\r\n\r\n{}", "HTTP/1.0 400 Bad\r\n\r\nno\n"], log);
  });
  expect(await client.send("GET", "/config/", null, signal)).toEqual({ status: 200, body: "{}" });
  expect(await client.send("POST", "/load", "ü", signal)).toEqual({ status: 400, body: "no\n" });
  expect(await client.send("GET", "/config/", null, signal)).toEqual({ status: 200, body: "{}" });
  expect(opened).toBe(2);
  expect(log).toEqual([
    "GET /config/ HTTP/1.0",
    "POST /load HTTP/1.0",
    "GET /config/ HTTP/1.0",
    "GET /config/ HTTP/1.0",
  ]);
  await client.close();
});

test("a caller who gives up is not kept waiting", async () => {
  const giveUp = new AbortController();
  const client = new AdminClient(async () => new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() }));
  const asked = client.send("GET", "/", null, giveUp.signal);
  setTimeout(() => giveUp.abort(), 10);
  await expect(asked).rejects.toThrow();
});

test("silence is not an answer", () => {
  expect(() => parseAnswer(Buffer.alloc(0))).toThrow(/no answer/);
});
