import type { LifecycleAction } from "./lifecycleActions.js";
import { rankOf } from "./waterfall.js";

/**
 * Which of the actions on one version is done in a run: what deletes it for good, else a transition,
 * else what hides it, which then is done in a later run. Of several deletions it is the one that was due
 * first, of several transitions the one to the class that wins.
 *
 * @param at - the moment of the run, in milliseconds since the epoch
 * @returns undefined where nothing is due
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-conflicts.html
 */
export function chooseAction(
  actions: readonly LifecycleAction[],
  at: number,
): LifecycleAction | undefined {
  let chosen: LifecycleAction | undefined;
  for (const action of actions) {
    if (action.dueAt > at) continue;
    if (chosen === undefined || compareActions(action, chosen) < 0) chosen = action;
  }
  return chosen;
}

const order: Readonly<Record<LifecycleAction["kind"], number>> = {
  Delete: 0,
  Transition: 1,
  Hide: 2,
};

function compareActions(a: LifecycleAction, b: LifecycleAction): number {
  if (a.kind !== b.kind) return order[a.kind] - order[b.kind];
  if (a.kind === "Transition" && b.kind === "Transition" && a.storageClass !== b.storageClass) {
    return rankOf(a.storageClass) - rankOf(b.storageClass);
  }
  return a.dueAt - b.dueAt;
}
