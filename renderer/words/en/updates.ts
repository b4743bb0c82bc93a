/** The next version of Tidemark itself. */
export const updateWords = {
  there: (version: string) => `Tidemark ${version} is out`,
  thereNote: "Read on in the settings. Nothing is fetched before you say so.",
  restart: "Restart to update",
  restartNote: (version: string) => `Tidemark ${version} is ready. Your sites and what runs in them stay as they are.`,
  look: "Look now",
  fetch: (version: string) => `Get ${version}`,
  fetching: (version: string) => `Fetching ${version}`,
  status: {
    absent: "This copy of Tidemark is not updated by itself.",
    unknown: "Not looked for yet since Tidemark started.",
    newest: (at: string) => `This is the newest version, as of ${at}.`,
    failed: "No answer to the last look. Tidemark looks again by itself.",
    available: (version: string) => `Version ${version} is out.`,
    fetching: (version: string, percent: number) => `Fetching version ${version}, ${percent} %`,
    ready: (version: string) => `Version ${version} is ready. It is installed when Tidemark quits.`,
  },
} as const;
