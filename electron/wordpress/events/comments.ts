import type { Noise } from "./noise";
import { orderChanged } from "./orders";
import { plainName } from "./plain-text";
import type { Row } from "./row";
import { blogDetail, type Draft, type Scene, type Thing } from "./story";

interface CommentThing extends Thing {
  readonly blog: number;
  author: string;
  post: string;
  type: string;
  /** The state of approval; null: not there. */
  first: string | null;
  last: string | null;
  edited: boolean;
}

/** Comments that a plugin keeps its own records in. */
const records: ReadonlyMap<string, Noise> = new Map([
  ["action_log", "schedules"],
  ["webhook_delivery", "logs"],
  ["edd_payment_note", "logs"],
]);

export function takeComment(row: Row, blog: number, scene: Scene): Noise | null {
  const type = row.now("comment_type") ?? "";
  const record = records.get(type);
  if (record !== undefined) return record;
  const id = row.now("comment_ID") ?? "0";
  const post = row.now("comment_post_ID") ?? "0";
  if (type === "order_note") return orderChanged(scene, blog, post, "note");
  const author = plainName(row.now("comment_author"));
  scene.names.comments.set(`${blog}:${id}`, { author, post });
  const comment = scene.thing<CommentThing>("comment", `comment:${blog}:${id}`, () => {
    const thing: CommentThing = {
      blog,
      author,
      post,
      type,
      first: row.before("comment_approved"),
      last: null,
      edited: false,
      draft: () => commentDraft(thing, scene),
    };
    return thing;
  });
  comment.author = author;
  comment.last = row.after("comment_approved");
  if (row.deed === "updated") {
    comment.edited ||= ["comment_content", "comment_author", "comment_author_email", "comment_author_url"].some(
      (column) => row.changed(column),
    );
  }
  return null;
}

type State = "approved" | "held" | "spam" | "trash";

function stateOf(approved: string | null): State | null {
  switch (approved) {
    case null:
      return null;
    case "1":
    case "approve":
      return "approved";
    case "spam":
      return "spam";
    case "trash":
      return "trash";
    case "post-trashed":
      // It goes and comes with its post.
      return "approved";
    default:
      return "held";
  }
}

function commentDraft(comment: CommentThing, scene: Scene): Draft | null {
  const step = stepOf(stateOf(comment.first), stateOf(comment.last), comment.edited);
  if (step === null) return null;
  const { type } = comment;
  return {
    kind: `comment-${step}`,
    subject: comment.author,
    detail: {
      title: scene.names.posts.get(`${comment.blog}:${comment.post}`)?.title,
      status: step === "received" ? stateOf(comment.last) : null,
      type: type === "" || type === "comment" ? null : type,
      blog: blogDetail(comment.blog),
    },
    weight: step === "spam" ? 2 : 3,
  };
}

function stepOf(
  from: State | null,
  to: State | null,
  edited: boolean,
): "received" | "approved" | "held" | "spam" | "trashed" | "edited" | "deleted" | null {
  if (to === null) return from === null ? null : "deleted";
  if (from === to) return edited ? "edited" : null;
  if (to === "spam") return "spam";
  if (to === "trash") return "trashed";
  if (from === null) return "received";
  return to;
}
