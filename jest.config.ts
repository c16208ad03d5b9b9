/** @jest-config-loader esbuild-register */
import type { Config } from "jest";

// On Node 20 each test file would otherwise print the SDK's notice that Node 22 will be needed.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const config: Config = {
  testEnvironment: "node",
  // How long a test takes is the machine's affair: this is only there to end one that hangs.
  testTimeout: 300_000,
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  setupFiles: ["<rootDir>/__tests__/support/forbidNetwork.ts"],
  // These come as ES modules alone.
  transformIgnorePatterns: ["/node_modules/(?!hyparquet)"],
  transform: {
    "/node_modules/hyparquet.+\\.js$": ["@swc/jest", { module: { type: "commonjs" } }],
    "\\.ts$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2022" },
        module: { type: "commonjs" },
        sourceMaps: "inline",
      },
    ],
  },
  moduleNameMapper: {
    "^s3-replication-mock$": "<rootDir>/lib/index.ts",
    "^s3-replication-mock/(contract|jest|recording)$": "<rootDir>/lib/testing/$1.ts",
    // Source imports name the compiled file; packages that really have one are tried first.
    "^(\\.{1,2}/.*)\\.js$": ["$1.js", "$1.ts"],
  },
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
  collectCoverageFrom: ["lib/**/*.ts", "!lib/**/*.generated.ts"],
  coverageProvider: "v8",
  coverageReporters: ["text", "lcov"],
};

export default config;
