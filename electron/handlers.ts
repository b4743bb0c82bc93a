import { isContractProcedure } from "@orpc/contract";
import { type AnyRouter, implement, ORPCError, ValidationError } from "@orpc/server";
import type { StandardHandlerOptions } from "@orpc/server/standard";
import { contract } from "../shared/contract";
import { AppError, type ErrorReport } from "../shared/errors";
import type { UseCases } from "./core/use-cases";
import { type Log, reportError } from "./operations/report-error";

type Context = Record<never, never>;
type UseCase = (input: unknown, signal: AbortSignal) => Promise<unknown>;

/** The contract's procedures, each bound to its use case. Input is parsed before a use case sees it. */
export function createRouter(useCases: UseCases, log: Log): AnyRouter {
  return bind(contract, useCases, [], log) as AnyRouter;
}

/** Every error leaves as the contract's one defined error; a bug only as an id that is in the log. */
export function handlerOptions(log: Log): Pick<StandardHandlerOptions<Context>, "clientInterceptors"> {
  return {
    clientInterceptors: [
      async ({ next, path }) => {
        try {
          return await next();
        } catch (error) {
          throw toWire(error, path, log);
        }
      },
    ],
  };
}

function bind(part: unknown, useCases: unknown, path: readonly string[], log: Log): unknown {
  if (isContractProcedure(part)) {
    if (typeof useCases !== "function") throw new Error(`no use case for ${path.join(".")}`);
    const useCase = useCases as UseCase;
    return implement(part).handler(async ({ input, signal = new AbortController().signal }) => {
      const result = await useCase(input, signal);
      return isAsyncIterable(result) ? relay(result, signal, path, log) : result;
    });
  }
  const cases = useCases as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(part as object).map(([name, child]) => [name, bind(child, cases[name], [...path, name], log)]),
  );
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

/** An error inside a stream passes no interceptor; the end of the client's interest is no error at all. */
async function* relay(events: AsyncIterable<unknown>, signal: AbortSignal, path: readonly string[], log: Log) {
  try {
    yield* events;
  } catch (error) {
    if (signal.aborted) return;
    throw toWire(error, path, log);
  }
}

function toWire(error: unknown, path: readonly string[], log: Log): ORPCError<"APP", ErrorReport> {
  if (error instanceof ORPCError && error.code === "APP") return error as ORPCError<"APP", ErrorReport>;
  const data = reportError(meaningOf(error), log, { procedure: path.join(".") });
  return new ORPCError("APP", { defined: true, status: 400, message: data.message, data });
}

/** Input that does not fit the contract is the caller's fault; everything else keeps its own meaning. */
function meaningOf(error: unknown): unknown {
  if (!(error instanceof ORPCError) || error.code !== "BAD_REQUEST") return error;
  const issues = error.cause instanceof ValidationError ? error.cause.issues : [];
  const detail = issues.map((issue) => `${(issue.path ?? []).map(String).join(".")}: ${issue.message}`).join("; ");
  return new AppError(
    "invalid-input",
    { detail: detail === "" ? error.message : detail },
    "Tidemark can't take this input.",
    "Look at what was entered and try again.",
  );
}
