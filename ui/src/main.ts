/** Opens the popover on the host that this page has: the app's own, or, in a browser, a scripted one. */
import { mount } from "svelte";

import App from "./App.svelte";
import { inTauri, TauriHost } from "./host/tauri";
import { choose, speak } from "./words";
import "./style/tokens.css";
import "./style/base.css";

const target = document.getElementById("popover");
if (!target) throw new Error("The page has no place for the popover");

// The system's languages, as the web view has them.
speak(choose(null, navigator.languages));

if (inTauri()) {
  mount(App, { target, props: { host: new TauriHost(), kept: storage() } });
} else if (import.meta.env.DEV || import.meta.env.MODE === "sample") {
  const { fromAddress } = await import("./sample/open");
  const props = fromAddress(new URL(location.href));
  // A test in a browser is the engine of a sample.
  Object.assign(window, { host: props.host });
  mount(App, { target, props });
}

/** The page's own storage, where the system gives it any. */
function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
