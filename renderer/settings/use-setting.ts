import type { ErrorReport } from "../../shared/errors";
import type { Settings, SettingsChange } from "../../shared/model/settings";
import { client, queryClient } from "../api/client";
import { keys } from "../api/keys";
import { useSettings } from "../api/queries";
import { useAction } from "../api/start";

interface Setting<K extends keyof Settings> {
  /** Undefined until the host has said it. */
  readonly value: Settings[K] | undefined;
  /** Shown at once, kept by the host a moment later; taken back where it could not be kept. */
  set(value: Settings[K]): void;
  readonly failure: ErrorReport | null;
}

export function useSetting<K extends keyof Settings>(key: K): Setting<K> {
  const settings = useSettings().data;
  const change = useAction(changeSettings, { quiet: true });
  return {
    value: settings?.[key],
    set: (value) => change.run({ [key]: value }),
    failure: change.failure,
  };
}

async function changeSettings(change: SettingsChange): Promise<void> {
  queryClient.setQueryData<Settings>(
    keys.settings,
    (before) => before && { ...before, ...(change as Partial<Settings>) },
  );
  try {
    await client.settings.change(change);
  } catch (error) {
    await queryClient.invalidateQueries({ queryKey: keys.settings });
    throw error;
  }
}
