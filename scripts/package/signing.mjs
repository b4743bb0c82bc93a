// node scripts/package/signing.mjs: in a release's workflow, hands electron-builder what it signs with, and says plainly what stays unsigned.
import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const given = (env, ...names) => names.every((name) => (env[name] ?? "") !== "");

/**
 * What a system's parts are signed with. `variables` go to electron-builder; `key` is the text of Apple's key, which it wants as a file.
 * A half-given set of secrets is a mistake and throws: an unsigned release must not pass for a signed one.
 */
export function signing(platform, env) {
  if (platform === "linux")
    return { variables: {}, notes: ["Linux: AppImage and deb carry no signature; the feed has their sums."] };
  const [name, certificate, password] =
    platform === "darwin"
      ? ["macOS", "MAC_CERTIFICATE", "MAC_CERTIFICATE_PASSWORD"]
      : ["Windows", "WINDOWS_CERTIFICATE", "WINDOWS_CERTIFICATE_PASSWORD"];
  if (given(env, certificate) !== given(env, password)) throw new Error(`${certificate} and ${password} go together`);
  if (!given(env, certificate)) {
    const variables = { CSC_IDENTITY_AUTO_DISCOVERY: "false" };
    const warning =
      platform === "darwin" ? "macOS warns of it and does not install updates of it" : "SmartScreen warns of it";
    return { variables, notes: [`${name}: NOT SIGNED, because ${certificate} is not given. ${warning}.`] };
  }
  const variables = { CSC_LINK: env[certificate], CSC_KEY_PASSWORD: env[password] };
  if (platform !== "darwin") return { variables, notes: [`${name}: signed.`] };
  return notarising(env, variables);
}

function notarising(env, variables) {
  const names = ["APPLE_API_KEY", "APPLE_API_KEY_ID", "APPLE_API_ISSUER"];
  const missing = names.filter((name) => !given(env, name));
  if (missing.length === names.length)
    return {
      variables,
      notes: ["macOS: signed, NOT NOTARISED, because APPLE_API_KEY is not given. macOS warns of it."],
    };
  if (missing.length > 0) throw new Error(`${names.join(", ")} go together; missing: ${missing.join(", ")}`);
  const { APPLE_API_KEY: key, APPLE_API_KEY_ID, APPLE_API_ISSUER } = env;
  return {
    variables: { ...variables, APPLE_API_KEY_ID, APPLE_API_ISSUER },
    key,
    notes: ["macOS: signed and notarised."],
  };
}

/** A value may have several lines. */
const asVariable = ([name, value]) => `${name}<<end-of-${name}\n${value}\nend-of-${name}\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { variables, key, notes } = signing(process.platform, process.env);
  if (key !== undefined) {
    variables.APPLE_API_KEY = join(process.env.RUNNER_TEMP, "apple-api-key.p8");
    writeFileSync(variables.APPLE_API_KEY, key, { mode: 0o600 });
  }
  appendFileSync(process.env.GITHUB_ENV, Object.entries(variables).map(asVariable).join(""));
  appendFileSync(process.env.GITHUB_STEP_SUMMARY, notes.map((note) => `- ${note}\n`).join(""));
  for (const note of notes) console.log(note);
}
