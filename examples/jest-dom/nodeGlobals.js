// What the SDK finds in Node and in every browser, and jsdom leaves out.
const { TextDecoder, TextEncoder } = require("node:util");

globalThis.TextDecoder ??= TextDecoder;
globalThis.TextEncoder ??= TextEncoder;
