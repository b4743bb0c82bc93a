import { type Action, actionNamed } from "../actions/action";
import { Button } from "../ui/button";
import { timelineWords } from "../words";

interface MomentButtonsProps {
  /** Of `actionsOfMoment`. */
  readonly actions: readonly Action[];
  readonly rewind: string;
  /** What is offered where none of them can be done: the nearest version. */
  readonly instead: { readonly name: string; run(): void } | null;
}

/** The ways to a moment; the one that most want first. */
export function MomentButtons({ actions, rewind, instead }: MomentButtonsProps) {
  if (instead !== null) {
    return (
      <Button size="small" look="primary" className="w-full" onClick={instead.run}>
        {instead.name}
      </Button>
    );
  }
  const [go, peek, branch] = ["moment.rewind", "moment.peek", "moment.branch"].map((id) => actionNamed(actions, id));
  return (
    <div className="flex gap-1.5">
      <Button size="small" look="primary" className="flex-1" disabled={!go?.enabled} onClick={go?.run}>
        {rewind}
      </Button>
      <Button size="small" disabled={!peek?.enabled} onClick={peek?.run}>
        {timelineWords.moment.peekDo}
      </Button>
      <Button size="small" disabled={!branch?.enabled} onClick={branch?.run}>
        {timelineWords.moment.branchDo}
      </Button>
    </div>
  );
}
