import type { IpcMainEvent } from "electron";
import { isInterface } from "./protocol";

/** Whether a message comes from the top frame of a page of ours; nobody else is answered, whatever they send. */
export function isOurs({ senderFrame, sender }: IpcMainEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isInterface(senderFrame.url);
}
