import { tellStory } from "./story.js";

await tellStory((line) => process.stdout.write(`${line}\n`));
