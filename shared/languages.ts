/** The languages Tidemark speaks. Another one is its tag here; the types then say where its texts are missing. */
export const languages = ["en"] as const;
