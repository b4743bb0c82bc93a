import { Dialog, DialogBody } from "../ui/dialog";
import { KeyCaps } from "../ui/key-caps";
import { isMac } from "../ui/mac";
import { words } from "../words";
import { keyCaps, type ShortcutId } from "./shortcuts";

type Line = readonly [name: string, keys: readonly (readonly string[])[]];

/** Every key there is, behind "?". */
export function ShortcutSheet({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  return (
    <Dialog open={open} onClose={onClose} title={words.shortcuts.title} width="w-[640px]">
      <DialogBody className="grid grid-cols-2 gap-x-8 gap-y-4 pb-5 max-wide:gap-x-6">
        {groups().map(({ title, lines }) => (
          <section key={title} aria-label={title}>
            <h3 className="mb-1 border-b border-line pb-1 text-small font-strong text-ink-3">{title}</h3>
            <dl>
              {lines.map(([name, keys]) => (
                <div key={name} className="flex min-h-7 items-center gap-3">
                  <dt className="min-w-0 flex-1">{name}</dt>
                  <dd className="flex gap-1.5">
                    {keys.map((caps) => (
                      <span key={caps.join("+")}>
                        <KeyCaps caps={caps} />
                        <span className="sr-only">{caps.join(" ")}</span>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </DialogBody>
    </Dialog>
  );
}

function groups(): readonly { readonly title: string; readonly lines: readonly Line[] }[] {
  const { groups: titles, names } = words.shortcuts;
  const { actions, site } = words;
  const caps = (id: ShortcutId) => keyCaps(id, isMac);
  return [
    {
      title: titles.anywhere,
      lines: [
        [actions.palette, [caps("palette"), caps("search")]],
        [actions.shortcuts, [caps("help")]],
        [names.escape, [["Esc"]]],
      ],
    },
    {
      title: titles.version,
      lines: [
        [names.rewind, [caps("rewind")]],
        [site.panel.peek, [caps("peek")]],
        [site.panel.branch, [caps("branch")]],
        [actions.before, [caps("before")]],
        [actions.after, [caps("after")]],
      ],
    },
    {
      title: titles.site,
      lines: [
        [actions.open, [caps("open")]],
        [actions.admin, [caps("admin")]],
        [actions.take, [caps("take")]],
        [names.view, [caps("view")]],
        [actions.now, [caps("now")]],
      ],
    },
    {
      title: titles.timeline,
      lines: [
        [names.time, [["←"], ["→"]]],
        [
          names.event,
          [
            ["Shift", "←"],
            ["Shift", "→"],
          ],
        ],
        [names.standOut, [[","], ["."]]],
        [names.lane, [["↑"], ["↓"]]],
        [names.zoom, [["+"], ["−"]]],
        [words.timeline.goToWhole, [["0"]]],
        [names.ends, [["Home"], ["End"]]],
        [names.enter, [["Enter"]]],
      ],
    },
  ];
}
