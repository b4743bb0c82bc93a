import { describe, expect, it } from "vitest";
import { forbiddenIn, importsOf } from "./check-imports.mjs";

const check = (path, text) => forbiddenIn(path, text, ["dockerode", "@orpc/server"]);

describe("the import check", () => {
  it("sees every form of an import, and none in comments and strings", () => {
    const text = `
      import { a } from "./a"; import type { B } from "./b"; import "./c";
      export { d } from "./d"; export * from "./e"; export type * from "./f";
      const g = await import("./g");
      // import { x } from "./comment";
      const text = 'import { x } from "./string"';
    `;
    expect(importsOf("electron/x.ts", text).map(({ name }) => name)).toEqual([
      "./a",
      "./b",
      "./c",
      "./d",
      "./e",
      "./f",
      "./g",
    ]);
  });

  it.each([
    ["shared/x.ts", `import { a } from "../electron/core/ports"`],
    ["shared/model/x.ts", `import { readFile } from "node:fs/promises"`],
    ["shared/x.ts", `import { useState } from "react"`],
    ["renderer/sites/x.tsx", `import type { Store } from "../../electron/core/ports"`],
    ["renderer/x.ts", `import { join } from "node:path"`],
    ["renderer/x.ts", `import { implement } from "@orpc/server"`],
    ["renderer/x.ts", `import { ipcRenderer } from "electron"`],
    ["electron/core/x.ts", `import { stacks } from "../docker/stacks"`],
    ["electron/core/x.ts", `import { stacks } from "../../renderer/api/client"`],
    ["electron/core/x.ts", `const docker = await import("dockerode")`],
    ["electron/operations/x.ts", `import type { Store } from "../core/ports"`],
    ["electron/store/x.ts", `import Docker from "dockerode"`],
    ["electron/database/x.ts", `export { exec } from "../docker/exec"`],
    ["electron/wordpress/x.ts", `import { rewind } from "../core/rewind"`],
    ["electron/host/x.ts", `import { app } from "electron"`],
    ["electron/host/x.ts", `import { openWindow } from "../desktop/window"`],
    ["electron/desktop/x.ts", `import { connect } from "../docker/connection"`],
    ["electron/compose.ts", `import { dialog } from "electron"`],
    ["electron/compose.ts", `import { words } from "../renderer/words"`],
    ["electron/core/x.test.ts", `import { words } from "../../renderer/words"`],
    ["e2e/x.spec.ts", `import { rewind } from "../electron/core/rewind"`],
  ])("forbids %s: %s", (path, text) => expect(check(path, text)).toHaveLength(1));

  it.each([
    [
      "shared/contract.ts",
      `import { oc } from "@orpc/contract"; import { z } from "zod"; import { Site } from "./model/site"`,
    ],
    ["renderer/x.ts", `import { useState } from "react"; import { Site } from "../shared/model/site"`],
    [
      "electron/core/x.ts",
      `import type { Step } from "../operations/definition"; import { randomBytes } from "node:crypto"`,
    ],
    ["electron/docker/x.ts", `import Docker from "dockerode"; import images from "../../assets/images.json"`],
    ["electron/store/x.ts", `import { exec } from "../docker/exec"; import type { Store } from "../core/ports"`],
    ["shared/timeline/x.test.ts", `import { madeUpSite } from "../../e2e/fixtures/made-up-site"`],
    ["electron/main.ts", `import { app } from "electron"; import { startApp } from "./start-app"`],
    ["electron/store/x.integration.test.ts", `import { stacks } from "../docker/stacks"`],
    ["electron/host/x.test.ts", `import WebSocket from "ws"; import { silent } from "../operations/testing"`],
  ])("allows %s: %s", (path, text) => expect(check(path, text)).toEqual([]));

  it("says where and why", () => {
    expect(check("electron/core/x.ts", `\nimport { stacks } from "../docker/stacks";`)).toEqual([
      "electron/core/x.ts:2: electron/core may not import electron/docker/stacks (allowed: itself, shared, electron/operations)",
    ]);
  });
});
