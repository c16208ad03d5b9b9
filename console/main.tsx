import { render } from "preact";
import { App } from "./app.js";
import { followChanges } from "./server.js";

followChanges();
render(<App />, document.body);
