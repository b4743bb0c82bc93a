import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSafeOutside } from "./outside";

const isOwn = (url: string) => new URL(url).origin === "http://blog.localhost:8080";

describe("isSafeOutside", () => {
  it.each(["https://wordpress.org/", "http://blog.localhost:8080/", "http://blog.localhost:8080/wp-admin/?a=b#c"])(
    "lets %s be opened",
    (url) => expect(isSafeOutside(url, isOwn)).toBe(true),
  );

  it.each([
    "http://example.com/",
    "http://localhost/",
    "http://blog.localhost/",
    "http://other.localhost:8080/",
    "http://me:secret@blog.localhost:8080/",
    "http://evil.example/.localhost",
    "http://blog.localhost.evil.example/",
    "http://blog.localhost@evil.example/",
    "https://me:secret@example.com/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "ms-settings:privacy",
    "vscode://x",
    "smb://server/share",
    "app://tidemark/",
    "-rf",
    "",
  ])("refuses %s", (url) => expect(isSafeOutside(url, isOwn)).toBe(false));

  it("never lets anything but http and https through", () => {
    const scheme = fc.constantFrom("ftp", "file", "data", "blob", "ws", "javascript", "tidemark");
    fc.assert(
      fc.property(fc.string(), scheme, (text, other) => {
        expect(isSafeOutside(`${other}://${text}`, () => true)).toBe(false);
        expect(isSafeOutside(`${other}:${text}`, () => true)).toBe(false);
        if (isSafeOutside(text, () => true)) expect(new URL(text).protocol).toMatch(/^https?:$/);
      }),
    );
  });
});
