/** The three parts of an error, in this order: what happened, what is safe, what to do. */
export const failureWords = {
  happened: "What happened",
  safe: "What is safe",
  todo: "What to do",
  support: "For support:",
  copyReport: "Copy report",
  safeElse: "Your sites and all their versions are as they were.",
  invalid: {
    message: "Tidemark did not understand what was entered.",
    hint: "Check the fields and try again.",
  },
  unexpected: {
    message: "Something went wrong that Tidemark did not expect.",
    hint: "Try again. If it happens again, copy the report on the Health page.",
  },
  noAnswer: {
    message: "The connection to Tidemark broke before it answered.",
    hint: "It reconnects by itself. Look whether it happened, then try again.",
  },
} as const;
