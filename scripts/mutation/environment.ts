import type { EnvironmentContext, JestEnvironmentConfig } from "@jest/environment";
import type { Circus } from "@jest/types";
import { TestEnvironment } from "jest-environment-node";
import { Repetition } from "./repetition.js";
import { currentRun } from "./testRun.js";

/** Node's environment, in which mutants are awake while tests run. */
// biome-ignore lint/style/noDefaultExport: Jest looks for an environment there
export default class MutationEnvironment extends TestEnvironment {
  private readonly repetition: Repetition;

  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    const run = currentRun();
    this.repetition = new Repetition(run);
    Object.assign(this.global, { __stryker__: run.switch });
  }

  /** Follows the tests as they come. */
  handleTestEvent(event: Circus.AsyncEvent | Circus.SyncEvent): void {
    if (event.name === "test_start") this.repetition.start(event.test);
    if (event.name === "test_done") this.repetition.end(event.test);
  }
}
