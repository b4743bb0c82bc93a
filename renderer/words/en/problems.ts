import type { ErrorReport } from "../../../shared/errors";
import type { Health } from "../../../shared/model/views";
import { bytes } from "../../ui/bytes";

export type System = Health["app"]["system"];

interface Told {
  readonly title: string;
  readonly text: string;
}

/** One way out of a problem; the first is the best. */
export type WayOut =
  | (Told & { readonly kind: "command"; readonly command: string })
  | (Told & { readonly kind: "link"; readonly action: string; readonly url: string })
  | (Told & { readonly kind: "retry"; readonly action: string })
  | (Told & { readonly kind: "page"; readonly action: string; readonly to: "sites" | "health" | "settings" })
  /** Room that Tidemark itself can make; the button says how much. */
  | (Told & { readonly kind: "free"; readonly what: "versions" | "trash" });

export interface Problem {
  /** The state in a few words, above the title. */
  readonly state: string;
  readonly title: string;
  readonly lead: string;
  readonly happened: string;
  readonly safe: string;
  readonly ways: readonly WayOut[];
}

const sitesStay = "All your sites and versions are on the disk, as they were.";
const sitesRun = "Your sites go on running, and all their versions are there.";
const retry = (title: string, text: string, action = "Try again"): WayOut => ({ kind: "retry", title, text, action });
const command = (title: string, text: string, line: string): WayOut => ({
  kind: "command",
  title,
  text,
  command: line,
});
const desktop = (text: string): WayOut => ({
  kind: "link",
  title: "Docker Desktop",
  text,
  action: "Get Docker Desktop",
  url: "https://docs.docker.com/get-started/get-docker/",
});
const elsewhere = command(
  "Docker is somewhere else",
  "Tidemark uses what the docker command uses: its context, or DOCKER_HOST. Choose another context in a terminal.",
  "docker context use NAME",
);
const byHand: Readonly<Record<System, string>> = {
  linux: "In a terminal.",
  macos: "In the Terminal app.",
  windows: "In PowerShell.",
};

const install: Readonly<Record<System, readonly WayOut[]>> = {
  linux: [
    command("On Debian and Ubuntu", "Type this in a terminal.", "sudo apt install docker.io"),
    command(
      "On Fedora",
      "Type this in a terminal.",
      "sudo dnf install moby-engine && sudo systemctl enable --now docker",
    ),
    desktop("Or with a window of its own. About 600 MB."),
  ],
  macos: [
    desktop("For Macs with Apple or Intel chips. About 600 MB."),
    command("With Homebrew", "Or OrbStack, which is smaller and starts faster.", "brew install --cask orbstack"),
  ],
  windows: [
    desktop("For Windows 10 and 11. About 600 MB; it asks for a restart."),
    command("With winget", "Or type this in PowerShell.", "winget install Docker.DockerDesktop"),
  ],
};

const start: Readonly<Record<System, readonly WayOut[]>> = {
  linux: [
    command(
      "Start Docker",
      "Type this in a terminal. With Docker Desktop, open it instead.",
      "sudo systemctl start docker",
    ),
    command("Start it with the computer", "So that this page does not come back.", "sudo systemctl enable docker"),
  ],
  macos: [
    command("Open Docker Desktop", "From the Applications folder, or in the Terminal app.", "open -a Docker"),
    command("With OrbStack", "Or type this in the Terminal app.", "orb start"),
  ],
  windows: [
    command(
      "Open Docker Desktop",
      "From the Start menu, or in PowerShell.",
      'Start-Process "$env:ProgramFiles\\Docker\\Docker\\Docker Desktop.exe"',
    ),
    command("It starts and stops again?", "A newer Windows Subsystem for Linux often helps.", "wsl --update"),
  ],
};

const letIn: Readonly<Record<System, readonly WayOut[]>> = {
  linux: [
    command(
      "Let this user in",
      "Type this in a terminal, then log out of the computer and in again.",
      "sudo usermod -aG docker $USER",
    ),
  ],
  macos: [
    retry(
      "Allow the Docker socket",
      "Docker Desktop, Settings, Advanced: “Allow the default Docker socket to be used”.",
    ),
  ],
  windows: [
    command(
      "Let this user in",
      "Type this in PowerShell as an administrator, then log out and in again.",
      'net localgroup docker-users "$env:USERNAME" /add',
    ),
  ],
};

const update: Readonly<Record<System, readonly WayOut[]>> = {
  linux: [
    command(
      "On Debian and Ubuntu",
      "Installing it keeps everything that is there.",
      "sudo apt update && sudo apt install --only-upgrade docker.io",
    ),
    {
      ...desktop("For other systems. It keeps everything that is there."),
      title: "A newer Docker",
      action: "Get Docker",
    } as WayOut,
  ],
  macos: [
    desktop("Installing it keeps everything that is there."),
    command("With OrbStack", byHand.macos, "brew upgrade orbstack"),
  ],
  windows: [
    desktop("Installing it keeps everything that is there."),
    command("With winget", byHand.windows, "winget upgrade Docker.DockerDesktop"),
  ],
};

const restart: Readonly<Record<System, WayOut>> = {
  linux: command("Restart Docker", "Type this in a terminal.", "sudo systemctl restart docker"),
  macos: retry("Restart Docker", "From its icon in the menu bar."),
  windows: retry("Restart Docker", "From its icon beside the clock."),
};

const whoHasPort: Readonly<Record<System, (port: number) => string>> = {
  linux: (port) => `sudo ss -ltnp 'sport = :${port}'`,
  macos: (port) => `sudo lsof -nP -iTCP:${port} -sTCP:LISTEN`,
  windows: (port) => `Get-Process -Id (Get-NetTCPConnection -LocalPort ${port} -State Listen).OwningProcess`,
};

const whoIs: Readonly<Record<System, (pid: number) => string>> = {
  linux: (pid) => `ps -o pid,lstart,command -p ${pid}`,
  macos: (pid) => `ps -o pid,lstart,command -p ${pid}`,
  windows: (pid) => `Get-Process -Id ${pid}`,
};

const freeVersions: WayOut = {
  kind: "free",
  what: "versions",
  title: "Delete old versions",
  text: "Keeps everything from the last 7 days, and all that you took, named or pinned.",
};
const freeTrash: WayOut = {
  kind: "free",
  what: "trash",
  title: "Empty the trash",
  text: "Sites and branches you deleted. They go for good.",
};

/** The words of a problem: what happened, what is safe, and every way out on this system. */
export function problemWords(report: ErrorReport, system: System): Problem {
  const data = report.data;
  const text = (key: string) => (typeof data[key] === "string" ? data[key] : "");
  const number = (key: string) => (typeof data[key] === "number" ? data[key] : null);
  const amount = (key: string) => bytes(number(key));
  switch (report.code) {
    case "docker-missing":
      return {
        state: "Before the first site",
        title: "One thing is missing: Docker",
        lead: "Tidemark runs each site in its own sealed room on this computer. Docker provides the rooms. You install it once and never need to open it.",
        happened: "No Docker was found on this computer.",
        safe: sitesStay,
        ways: [...install[system], elsewhere],
      };
    case "docker-unreachable":
      return {
        state: "Sites are not reachable",
        title: "Docker is there, but it does not answer",
        lead: "Most of the time it was not started yet, or it is just starting.",
        happened: [report.message, text("endpoint")].filter(Boolean).join(" "),
        safe: sitesStay,
        ways: [...start[system], elsewhere],
      };
    case "docker-denied":
      return {
        state: "Sites are not reachable",
        title: "Docker does not let this user in",
        lead: "It is running. This user just has no permission to use it.",
        happened: [report.message, text("endpoint")].filter(Boolean).join(" "),
        safe: sitesStay,
        ways: letIn[system],
      };
    case "docker-too-old":
      return {
        state: "Sites are not reachable",
        title: "This Docker is too old for Tidemark",
        lead: `It is version ${text("version") || "unknown"}; Tidemark needs ${text("needed") || "a newer one"}.`,
        happened: report.message,
        safe: sitesStay,
        ways: update[system],
      };
    case "store-full": {
      const limited = number("limitBytes") !== null;
      return {
        state: "New versions wait",
        title: limited
          ? `Tidemark has used the ${amount("limitBytes")} it may take`
          : `Tidemark’s store has ${amount("freeBytes")} left`,
        lead: "Nothing is lost and your sites go on running. New versions, branches and rewinds wait until there is room.",
        happened: limited
          ? "The limit set for the store is reached, and Tidemark stops before it goes over."
          : "What is left is kept clear, so that nothing breaks half-way. Tidemark stops before it gets tight.",
        safe: sitesRun,
        ways: [
          freeVersions,
          freeTrash,
          ...(limited
            ? [
                {
                  kind: "page",
                  title: "Give the store more room",
                  text: "The limit is yours to set.",
                  action: "Change the limit",
                  to: "settings",
                } as const,
              ]
            : []),
          {
            kind: "page",
            title: "Delete by hand",
            text: "Versions, branches or whole sites.",
            action: "To the sites",
            to: "sites",
          },
        ],
      };
    }
    case "host-full":
      return {
        state: "New versions wait",
        title: `This computer has ${amount("freeBytes")} left`,
        lead: "Nothing is lost and your sites go on running. New versions, branches and rewinds wait until there is room.",
        happened:
          "Tidemark leaves some of the disk clear, for the computer and for itself, and stops before it gets tight.",
        safe: sitesRun,
        ways: [
          freeVersions,
          freeTrash,
          retry(
            "Make room yourself",
            "Delete or move some files, or enlarge Docker’s disk. It goes on by itself then.",
            "Check again",
          ),
        ],
      };
    case "port-taken": {
      const port = number("port") ?? 80;
      return {
        state: "Sites can’t be opened",
        title: `Port ${number("port") ?? ""} is taken`.replace("  ", " "),
        lead: "Another program answers where Tidemark’s addresses should. Sites can’t be opened until it lets go.",
        happened: report.message,
        safe: sitesRun,
        ways: [
          command("Find out who has it", byHand[system], whoHasPort[system](port)),
          retry("Stopped it", "Tidemark takes the port, or the next free one."),
        ],
      };
    }
    case "store-unavailable":
      return {
        state: "Sites are not reachable",
        title: "The store can’t be opened right now",
        lead: "It holds all sites and versions. Tidemark keeps its hands off until it can read it.",
        happened: [report.message, text("detail")].filter(Boolean).join(" "),
        safe: sitesStay,
        ways: [
          restart[system],
          {
            kind: "page",
            title: "Look closer",
            text: "Health has a report to copy.",
            action: "Open Health",
            to: "health",
          },
        ],
      };
    case "store-in-use": {
      const pid = number("pid");
      return {
        state: "Two at a time",
        title: "Another Tidemark is running here",
        lead: "Only one at a time can write to the same data, so that none disturbs the other.",
        happened: report.message,
        safe: sitesRun,
        ways: [
          retry("Close the other one", "A window, a terminal, or the tray. This page goes on then."),
          ...(pid === null ? [] : [command("Which one it is", byHand[system], whoIs[system](pid))]),
        ],
      };
    }
    case "image-missing":
      return {
        state: "Something has to be fetched",
        title: "A part could not be fetched",
        lead: "Tidemark needs the internet once for each version of WordPress and its programs.",
        happened: [report.message, text("image")]
          .filter((part, at) => at === 0 || !report.message.includes(part))
          .join(" "),
        safe: sitesStay,
        ways: [
          retry("Check the connection", "Behind a company’s proxy, Docker needs to know it, too."),
          ...(text("image") === ""
            ? []
            : [command("Fetch it by hand", byHand[system], `docker pull ${text("image")}`)]),
        ],
      };
    default:
      return {
        state: "Needs you",
        title: "Something needs you",
        lead: report.message,
        happened: report.message,
        safe: sitesStay,
        ways: [retry(report.hint, "")],
      };
  }
}
