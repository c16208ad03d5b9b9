import { tellLifecycleStory } from "./lifecycleStory.js";

await tellLifecycleStory((line) => process.stdout.write(`${line}\n`));
