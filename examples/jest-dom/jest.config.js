// Both environments ask for what packages have for browsers; the SDK and the mock are those for Node.
const testEnvironmentOptions = { customExportConditions: ["node", "node-addons"] };

const setupFiles = ["<rootDir>/nodeGlobals.js"];

module.exports = {
  projects: [
    { displayName: "jsdom", testEnvironment: "jsdom", testEnvironmentOptions, setupFiles },
    {
      displayName: "happy-dom",
      testEnvironment: "@happy-dom/jest-environment",
      testEnvironmentOptions,
      setupFiles,
    },
  ],
};
