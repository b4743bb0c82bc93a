import { useEffect } from "react";
import { useSettings } from "../api/queries";
import { showTheme } from "../app/theme";
import { pseudoLanguage } from "../words/locale";

/** Undefined where the host does not say it in its page: loading it again would change nothing. */
const served = document.documentElement.dataset["chosenLanguage"];

/** Keeps the page true to the settings, whoever changed them: this page, another window, the menu. */
export function FollowSettings() {
  const settings = useSettings().data;
  useEffect(() => {
    if (settings === undefined) return;
    showTheme(settings.theme);
    // Every text is picked at load.
    if (served !== undefined && served !== pseudoLanguage && served !== settings.language) window.location.reload();
  }, [settings]);
  return null;
}
