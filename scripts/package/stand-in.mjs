import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The mark in every Electron program behind which its fuses stand: version, count, one digit each ("0" off, "1" on). */
const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
/** As Electron is delivered. */
const delivered = "10110001";

/**
 * The shape of Electron's distribution for Linux without its 250 MB, so that packing can be tested where Electron can't be
 * downloaded. Its program starts nothing; it carries fuses, which packing has to set.
 */
export function makeStandIn(folder, version) {
  mkdirSync(join(folder, "locales"), { recursive: true });
  mkdirSync(join(folder, "resources"), { recursive: true });
  const wire = Buffer.concat([Buffer.from(sentinel), Buffer.from([1, delivered.length]), Buffer.from(delivered)]);
  writeFileSync(
    join(folder, "electron"),
    Buffer.concat([Buffer.from("#!/bin/sh\nexit 70\n# "), wire, Buffer.from("\n")]),
  );
  chmodSync(join(folder, "electron"), 0o755);
  writeFileSync(join(folder, "version"), version);
  for (const name of ["en-US", "de", "fr"]) writeFileSync(join(folder, "locales", `${name}.pak`), "");
  for (const name of ["LICENSE", "LICENSES.chromium.html", "resources.pak", "icudtl.dat", "chrome-sandbox"])
    writeFileSync(join(folder, name), `${name} of a stand-in\n`);
  writeFileSync(join(folder, "resources", "default_app.asar"), "");
}
