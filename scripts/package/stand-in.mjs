import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The mark in every Electron program behind which its fuses stand: version, count, one digit each ("0" off, "1" on). */
const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
/** As Electron is delivered. */
const delivered = "10110001";

const wire = Buffer.concat([
  Buffer.from(sentinel),
  Buffer.from([1, delivered.length]),
  Buffer.from(delivered),
  Buffer.from("\n"),
]);

function write(folder, path, content = "", mode = 0o644) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content, { mode });
}

/**
 * The shape of Electron's distribution without its 250 MB, so that packing can be tested where Electron can't be downloaded.
 * Its program starts nothing; it carries fuses, which packing has to set.
 */
export function makeStandIn(folder, version, platform = "linux") {
  write(folder, "version", version);
  for (const name of ["LICENSE", "LICENSES.chromium.html"]) write(folder, name, `${name} of a stand-in\n`);
  programs[platform](folder);
}

const programs = {
  linux(folder) {
    write(folder, "electron", Buffer.concat([Buffer.from("#!/bin/sh\nexit 70\n# "), wire]), 0o755);
    withParts(folder);
  },
  win32(folder) {
    // Packing writes icon and version into it, so it has to be a program of Windows that has a version: one of electron-builder's own.
    const program = createRequire(import.meta.url).resolve("electron-winstaller/vendor/7z-x64.exe");
    write(folder, "electron.exe", Buffer.concat([readFileSync(program), wire]));
    withParts(folder);
  },
  darwin(folder) {
    const frameworks = "Electron.app/Contents/Frameworks";
    bundle(folder, "Electron.app", "Electron");
    for (const kind of ["", " (Renderer)", " (GPU)", " (Plugin)"])
      bundle(folder, `${frameworks}/Electron Helper${kind}.app`, `Electron Helper${kind}`);
    write(folder, `${frameworks}/Electron Framework.framework/Electron Framework`, wire);
    write(folder, `${frameworks}/Electron Framework.framework/Resources/en.lproj/locale.pak`);
    write(folder, "Electron.app/Contents/Resources/default_app.asar");
    write(folder, "Electron.app/Contents/Resources/electron.icns");
  },
};

function withParts(folder) {
  for (const name of ["en-US", "de", "fr"]) write(folder, `locales/${name}.pak`);
  for (const name of ["resources.pak", "icudtl.dat"]) write(folder, name);
  write(folder, "resources/default_app.asar");
}

function bundle(folder, path, name) {
  const keys = `<key>CFBundleExecutable</key><string>${name}</string><key>CFBundleIconFile</key><string>electron.icns</string>`;
  write(
    folder,
    `${path}/Contents/Info.plist`,
    `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>${keys}</dict></plist>\n`,
  );
  write(folder, `${path}/Contents/MacOS/${name}`, "", 0o755);
}
