import { type FormEvent, useState } from "react";
import type { SoftwareVersions } from "../../shared/model/site";
import type { BringPlan, Choices } from "../../shared/model/views";
import { client } from "../api/client";
import { useChoices, useSettings } from "../api/queries";
import { useAction } from "../api/start";
import { FailureParts } from "../operations/failure-parts";
import { Button } from "../ui/button";
import { bytes } from "../ui/bytes";
import { DialogActions, DialogBody } from "../ui/dialog";
import { Facts } from "../ui/facts";
import { figure } from "../ui/figure";
import { Notice } from "../ui/notice";
import { words } from "../words";
import { defaultSoftware } from "./default-software";
import { SoftwareFields, withWordpress } from "./software-fields";
import { TitleAndAddressFields, useTitleAndAddress } from "./title-and-address";

interface BringPlanFormProps {
  readonly plan: BringPlan;
  onBack(): void;
  onClose(): void;
}

/** The WordPress the site came with where it can be had, else what any new site starts with. */
export function softwareFor(plan: BringPlan, choices: Choices, wanted: SoftwareVersions | null): SoftwareVersions {
  const start = defaultSoftware(choices, wanted);
  const branch = plan.wordpress?.split(".").slice(0, 2).join(".");
  const same = choices.wordpress.find((one) => one.version === branch);
  return same === undefined ? start : withWordpress(choices, start, same.version);
}

export function BringPlanForm({ plan, onBack, onClose }: BringPlanFormProps) {
  const choices = useChoices().data;
  const settings = useSettings().data;
  const naming = useTitleAndAddress(plan.title);
  const [chosen, setChosen] = useState<SoftwareVersions | null>(null);
  const software =
    chosen ?? (choices === undefined || settings === undefined ? null : softwareFor(plan, choices, settings.software));
  const bring = useAction(client.sites.bring, { quiet: true, onDone: onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    naming.reveal();
    if (!naming.valid || software === null) return;
    bring.run({ path: plan.path, title: naming.title.trim(), slug: naming.slug, software });
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody className="grid grid-cols-1 gap-1">
        <section aria-label={words.bring.found} className="mb-3 rounded-2 bg-sunken px-3 py-2.5 shadow-well">
          <Facts
            facts={[
              [words.bring.origin, plan.origin ?? words.bring.originNone],
              [words.bring.wordpress, plan.wordpress ?? words.bring.wordpressNone],
              [words.bring.files, words.bring.filesValue(figure(plan.files), bytes(plan.bytes))],
              [words.bring.dump, plan.dump],
              [words.bring.prefix, plan.tablePrefix],
            ]}
          />
        </section>
        <TitleAndAddressFields value={naming} />
        <SoftwareFields choices={choices} value={software} onChange={setChosen} />
        {bring.failure !== null && (
          <Notice tone="bad" urgent className="mb-3">
            <FailureParts failure={bring.failure} safe={words.operations.safeAfterFailure["bring-site"]} />
          </Notice>
        )}
      </DialogBody>
      <DialogActions note={words.bring.unchanged}>
        <Button onClick={onBack}>{words.bring.other}</Button>
        <Button type="submit" look="primary" busy={bring.running}>
          {words.bring.start}
        </Button>
      </DialogActions>
    </form>
  );
}
