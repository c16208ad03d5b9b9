import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { BucketPage } from "./bucketPage.js";
import { FaultsPage } from "./faultsPage.js";
import { ObjectPage } from "./objectPage.js";
import { OverviewPage } from "./overviewPage.js";
import { RequestsPage } from "./requestsPage.js";
import { addressOf, type Place, usePlace } from "./route.js";
import { TestPage } from "./testPage.js";
import { TimeBar } from "./timeBar.js";
import { TimePage } from "./timePage.js";
import { WhyPage } from "./whyPage.js";

/** What a page is given. */
export interface PageProps {
  readonly parameters: Place["parameters"];
}

interface Page {
  readonly title: string;
  readonly Shown: ComponentType<PageProps>;
}

const overview: Page = { title: "Overview", Shown: OverviewPage };

/** By their names in the address. */
const pages: Readonly<Record<string, Page>> = {
  "": overview,
  bucket: { title: "Bucket", Shown: BucketPage },
  object: { title: "Object", Shown: ObjectPage },
  why: { title: "Why not?", Shown: WhyPage },
  time: { title: "Time", Shown: TimePage },
  faults: { title: "Faults", Shown: FaultsPage },
  requests: { title: "Requests", Shown: RequestsPage },
  test: { title: "Copy as test", Shown: TestPage },
};

const menu = ["", "why", "time", "faults", "requests", "test"];

/** The console: the menu, the buttons of time, and the page of the address. */
export function App() {
  const { address, page, parameters } = usePlace();
  const { title, Shown } = pages[page] ?? overview;
  const what = parameters.key ?? parameters.bucket;
  const heading = page === "bucket" || page === "object" ? (what ?? title) : title;
  const top = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${heading} – s3-replication-mock`;
    // Who cannot see that the page is another is led to its beginning.
    if (!isFirst.current) top.current?.focus();
    isFirst.current = false;
  }, [heading]);
  return (
    <>
      <header>
        <p class="brand">
          <a href={addressOf("")}>s3-replication-mock</a>
        </p>
        <nav aria-label="Pages">
          <ul>
            {menu.map((name) => (
              <li key={name}>
                <a href={addressOf(name)} aria-current={name === page ? "page" : undefined}>
                  {pages[name]?.title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <TimeBar />
      </header>
      <main data-address={address}>
        <h1 ref={top} tabIndex={-1}>
          {heading}
        </h1>
        <Shown key={page} parameters={parameters} />
      </main>
    </>
  );
}
