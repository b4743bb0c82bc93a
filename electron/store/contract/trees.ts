import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { newId } from "../../../shared/ids";
import type { DriverName } from "../keeper";
import { tarOf, untar, useStore } from "./fixture";

export function treesContract(driver: DriverName): void {
  describe("files", () => {
    const stores = useStore(driver);

    it("go in and come out as they are, whatever their names, as the web server's user", async () => {
      const test = stores.current;
      const id = newId("l");
      await test.store.create(id, test.signal);
      const long = `wp-content/${"deep/".repeat(30)}ü 🌊.txt`;
      const files = {
        "index.php": "<?php",
        "-rf": "dash",
        "a b'\"$(x).txt": "odd",
        [long]: "long",
        big: "x".repeat(3e6),
      };
      await test.store.writeTree(id, "html", tarOf(files), test.signal);
      const found = await untar(await test.store.readTree(id, "html", test.signal));
      for (const [name, text] of Object.entries(files)) expect(found[`./${name}`]).toEqual({ text, uid: 33 });
    });

    it("are read one by one: what is there, null where nothing is", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await test.write(`live/${lane}`, "html/-page", "hello");
      expect((await test.store.readFile(lane, "html/-page", test.signal))?.toString()).toBe("hello");
      expect(await test.store.readFile(lane, "html/other", test.signal)).toBeNull();
      expect(await test.store.readFile(lane, "html/-page/below", test.signal)).toBeNull();
      await test.run("truncate", "-s", "17M", `/store/live/${lane}/tree/html/large`);
      for (const path of ["html", "html/large"]) {
        await expect(test.store.readFile(lane, path, test.signal)).rejects.toMatchObject({ code: "refused" });
      }
    });

    it("outside the volume are never reached, by path or by link", async () => {
      const test = stores.current;
      const lane = await test.lane();
      await test.run("ln", "-s", "/store/instance.json", `/store/live/${lane}/tree/html/absolute`);
      await test.run("ln", "-s", "../../../../instance.json", `/store/live/${lane}/tree/html/relative`);
      await test.run("ln", "-s", "/store", `/store/live/${lane}/tree/html/folder`);
      const paths = [
        "../../../instance.json",
        "html/absolute",
        "html/relative",
        "/etc/passwd",
        "html/folder/instance.json",
      ];
      for (const path of paths)
        await expect(test.store.readFile(lane, path, test.signal)).rejects.toMatchObject({ code: "refused" });
      for (const path of ["..", "html/folder", "/"]) {
        await expect(test.store.readTree(lane, path, test.signal).then(untar)).rejects.toThrow();
      }
    });

    it("can't be unpacked outside the volume, nor into one that is live", async () => {
      const test = stores.current;
      const id = newId("l");
      await test.store.create(id, test.signal);
      await test.run("ln", "-s", "/store/sites", `/store/init/${id}/tree/html/out`);
      const evil = () => tarOf({ "out/evil": "evil" });
      await expect(test.store.writeTree(id, "html", evil(), test.signal)).rejects.toMatchObject({ code: "bad-import" });
      await expect(test.store.writeTree(id, "html/out", tarOf({ evil: "evil" }), test.signal)).rejects.toThrow();
      expect(await test.run("ls", "/store/sites")).toBe("");
      const lane = await test.lane();
      await expect(test.store.writeTree(lane, "html", tarOf({ a: "b" }), test.signal)).rejects.toThrow();
      expect(await test.store.readFile(lane, "html/a", test.signal)).toBeNull();
    });

    it("that are no archive are refused", async () => {
      const test = stores.current;
      const id = newId("l");
      await test.store.create(id, test.signal);
      const rubbish = test.store.writeTree(id, "html", Readable.from([Buffer.alloc(5000, "rubbish")]), test.signal);
      await expect(rubbish).rejects.toMatchObject({ code: "bad-import" });
    });

    it("stop going in when it is cancelled", async () => {
      const test = stores.current;
      const id = newId("l");
      await test.store.create(id, test.signal);
      const cancel = new AbortController();
      const endless = new Readable({ read: () => undefined });
      const writing = test.store.writeTree(id, "html", endless, cancel.signal);
      cancel.abort(new Error("cancelled by the test"));
      await expect(writing).rejects.toThrow();
    });
  });
}
