import { defineConfig } from "vitepress";

const page = (text: string, link: string) => ({ text, link });

/** Search is local: nothing of the built site is loaded from elsewhere. */
export default defineConfig({
  title: "s3-replication-mock",
  description: "A simulated Amazon S3 that really replicates.",
  cleanUrls: false,
  ignoreDeadLinks: false,
  themeConfig: {
    search: { provider: "local" },
    nav: [page("Start", "/start"), { text: "API", link: "/api/index.html", target: "_self" }],
    sidebar: [
      page("Start", "/start"),
      page("Recipes", "/recipes"),
      page("Time", "/time"),
      page("Rules and eligibility", "/rules"),
      page("When it fails", "/failures"),
      page("Permissions", "/permissions"),
      page("Lifecycle", "/lifecycle"),
      page("Inventory, SQL and Batch", "/inventory"),
      page("Options and the handle", "/options"),
      page("Events", "/events"),
      page("Contract tests and recordings", "/contracts"),
      page("Server", "/server"),
      page("Console", "/console"),
      page("Operations", "/operations"),
      page("What it does not do", "/limits"),
      page("Coming from aws-sdk-client-mock and LocalStack", "/migrating"),
      page("Upgrading from 0.1", "/upgrading"),
      page("How sure we are", "/confidence"),
      page("Speed", "/speed"),
      page("Contributing", "/contributing"),
    ],
  },
});
