import type { ErrorReport } from "../../../shared/errors";
import { bytes } from "../../ui/bytes";

/** One way out of a problem; the first is the best. */
export type WayOut =
  | { readonly kind: "command"; readonly title: string; readonly text: string; readonly command: string }
  | {
      readonly kind: "link";
      readonly title: string;
      readonly text: string;
      readonly action: string;
      readonly url: string;
    }
  | { readonly kind: "retry"; readonly title: string; readonly text: string; readonly action: string }
  | {
      readonly kind: "page";
      readonly title: string;
      readonly text: string;
      readonly action: string;
      readonly to: "sites" | "health";
    };

export interface Problem {
  readonly title: string;
  readonly lead: string;
  readonly happened: string;
  readonly safe: string;
  readonly ways: readonly WayOut[];
}

const sitesStay = "All your sites and versions are on the disk, as they were.";
const sitesRun = "Your sites go on running, and all their versions are there.";
const retry = (title: string, text: string): WayOut => ({ kind: "retry", title, text, action: "Try again" });

/** The words of a problem: what happened, what is safe, and every way out. */
export function problemWords(report: ErrorReport): Problem {
  const data = report.data;
  const text = (key: string) => (typeof data[key] === "string" ? data[key] : "");
  const amount = (key: string) => bytes(typeof data[key] === "number" ? data[key] : null);
  switch (report.code) {
    case "docker-missing":
      return {
        title: "One thing is missing: Docker",
        lead: "Tidemark runs each site in its own sealed room on this computer. Docker provides the rooms. You install it once and never need to open it.",
        happened: "No Docker was found on this computer.",
        safe: sitesStay,
        ways: [
          {
            kind: "link",
            title: "Docker Desktop",
            text: "For macOS, Windows and Linux.",
            action: "Get Docker Desktop",
            url: "https://docs.docker.com/get-started/get-docker/",
          },
          {
            kind: "command",
            title: "Docker on Debian or Ubuntu",
            text: "Or type this in a terminal.",
            command: "sudo apt install docker.io",
          },
        ],
      };
    case "docker-unreachable":
      return {
        title: "Docker is there, but it does not answer",
        lead: "Most of the time it was not started yet, or it is just starting.",
        happened: [report.message, text("endpoint")].filter(Boolean).join(" "),
        safe: sitesStay,
        ways: [
          retry("Open Docker Desktop", "Or wait until it has started."),
          {
            kind: "command",
            title: "Docker on Linux",
            text: "Start it in a terminal.",
            command: "sudo systemctl start docker",
          },
        ],
      };
    case "docker-denied":
      return {
        title: "Docker does not let this user in",
        lead: "It is running. This user just has no permission to use it.",
        happened: [report.message, text("endpoint")].filter(Boolean).join(" "),
        safe: sitesStay,
        ways: [
          {
            kind: "command",
            title: "Let this user in",
            text: "Type this in a terminal, then log out of the computer and in again.",
            command: "sudo usermod -aG docker $USER",
          },
          retry("Done that", "Look again."),
        ],
      };
    case "docker-too-old":
      return {
        title: "This Docker is too old for Tidemark",
        lead: `It is version ${text("version") || "unknown"}; Tidemark needs ${text("needed") || "a newer one"}.`,
        happened: report.message,
        safe: sitesStay,
        ways: [
          {
            kind: "link",
            title: "A newer Docker",
            text: "Installing it keeps everything that is there.",
            action: "Get Docker",
            url: "https://docs.docker.com/get-started/get-docker/",
          },
          {
            kind: "command",
            title: "On Debian or Ubuntu",
            text: "Or type this in a terminal.",
            command: "sudo apt update && sudo apt install --only-upgrade docker.io",
          },
          retry("Done that", "Look again."),
        ],
      };
    case "store-full":
      return {
        title: `Tidemark’s store has ${amount("freeBytes")} left`,
        lead: "Nothing is lost and your sites go on running. New versions, branches and rewinds wait until there is room.",
        happened: `${amount("neededBytes")} are needed, and Tidemark stops before it gets tight.`,
        safe: sitesRun,
        ways: [
          {
            kind: "page",
            title: "Delete what you no longer need",
            text: "Old versions, branches, or sites in the trash.",
            action: "To the sites",
            to: "sites",
          },
          retry("Made room", "Everything goes on by itself."),
        ],
      };
    case "host-full":
      return {
        title: `This computer has ${amount("freeBytes")} left`,
        lead: "Nothing is lost and your sites go on running. New versions, branches and rewinds wait until there is room.",
        happened: `${amount("neededBytes")} are needed, and Tidemark stops before it gets tight.`,
        safe: sitesRun,
        ways: [
          retry("Make room on this computer", "Delete or move some files, then check again."),
          {
            kind: "page",
            title: "Delete sites you no longer need",
            text: "The trash gives its space back when it is emptied.",
            action: "To the sites",
            to: "sites",
          },
        ],
      };
    case "port-taken":
      return {
        title: `Port ${typeof data["port"] === "number" ? data["port"] : ""} is taken`.replace("  ", " "),
        lead: "Another program answers where Tidemark’s addresses should. Sites can’t be opened until it lets go.",
        happened: report.message,
        safe: sitesRun,
        ways: [
          {
            kind: "command",
            title: "Find out who has it",
            text: "On Linux and macOS, in a terminal.",
            command: `sudo lsof -nP -i :${typeof data["port"] === "number" ? data["port"] : 80}`,
          },
          retry("Stopped it", "Tidemark takes the port, or the next free one."),
        ],
      };
    case "store-unavailable":
      return {
        title: "The store can’t be opened right now",
        lead: "It holds all sites and versions. Tidemark keeps its hands off until it can read it.",
        happened: [report.message, text("detail")].filter(Boolean).join(" "),
        safe: sitesStay,
        ways: [
          retry("Restart Docker", "Then try again."),
          {
            kind: "page",
            title: "Look closer",
            text: "Health has a report to copy.",
            action: "Open Health",
            to: "health",
          },
        ],
      };
    case "store-in-use":
      return {
        title: "Another Tidemark is running here",
        lead: "Only one at a time can write to the same data, so that none disturbs the other.",
        happened: report.message,
        safe: sitesRun,
        ways: [retry("Close the other one", "Then try again.")],
      };
    case "image-missing":
      return {
        title: "A part could not be fetched",
        lead: "Tidemark needs the internet once for each version of WordPress and its programs.",
        happened: [report.message, text("image")].filter(Boolean).join(" "),
        safe: sitesStay,
        ways: [
          retry("Check the connection", "Then try again."),
          ...(text("image") === ""
            ? []
            : [
                {
                  kind: "command",
                  title: "Fetch it by hand",
                  text: "In a terminal.",
                  command: `docker pull ${text("image")}`,
                } as const,
              ]),
        ],
      };
    default:
      return {
        title: "Something needs you",
        lead: report.message,
        happened: report.message,
        safe: sitesStay,
        ways: [retry(report.hint, "")],
      };
  }
}
