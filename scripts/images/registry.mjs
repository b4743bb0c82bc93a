import { request } from "node:https";
import { run } from "../run.mjs";

/** Whether asking a registry for images is worth it: Docker Hub answers us, or the engine has a mirror or proxy of its own. */
export async function registryAnswers() {
  const [hub, info] = await Promise.all([
    hubAnswers(3000),
    run("docker", ["info", "--format", "{{len .RegistryConfig.Mirrors}} {{.HTTPSProxy}}"], { timeoutMs: 5000 }),
  ]);
  if (hub) return true;
  const [mirrors, proxy] = info.stdout.trim().split(" ");
  return info.status === 0 && (Number(mirrors) > 0 || Boolean(proxy));
}

function hubAnswers(timeoutMs) {
  return new Promise((resolve) => {
    const call = request("https://registry-1.docker.io/v2/", { method: "HEAD", timeout: timeoutMs }, (response) => {
      response.resume();
      // 401 is its normal answer to someone without a token.
      resolve(response.statusCode < 500);
    });
    const limit = setTimeout(() => call.destroy(), timeoutMs);
    call.on("timeout", () => call.destroy());
    call.on("error", () => resolve(false));
    call.on("close", () => (clearTimeout(limit), resolve(false)));
    call.end();
  });
}
