// Sends a long form to the server every 20 seconds while it changes, as a draft. Nothing is kept in the browser.

const EVERY = 20_000;
const CONFLICT = 409;
const NEVER = '[type="password"], [type="file"], [autocomplete="one-time-code"]';

const start = (place) => {
  const form = place.closest("form");
  const said = place.querySelector("[data-draft-said]");
  const continues = form.elements.namedItem("draft_of");
  let changed = false;
  let stopped = false;

  const contents = () => {
    const data = new FormData(form);
    for (const field of form.querySelectorAll(NEVER)) data.delete(field.name);
    data.set("draft", "save");
    return new URLSearchParams(data);
  };

  const save = async (keepalive) => {
    if (stopped) return;
    changed = false;
    try {
      const answer = await fetch(form.action, { method: "POST", body: contents(), headers: { "X-Draft": "1" }, keepalive });
      if (answer.redirected) throw new Error("signed out");
      stopped = answer.status === CONFLICT;
      continues.value = answer.headers.get("X-Draft-Of") || continues.value;
      said.textContent = await answer.text();
    } catch (error) {
      changed = true;
      said.textContent = error.message === "signed out" ? place.dataset.draftSignedOut : place.dataset.draftFailed;
    }
  };

  form.addEventListener("input", () => { changed = true; });
  place.querySelector("button")?.addEventListener("click", (event) => { event.preventDefault(); save(); });
  form.addEventListener("submit", () => { stopped = true; });
  addEventListener("pageshow", () => { stopped = false; });
  // Another form of the page, such as the language or signing out, waits until the draft is kept.
  document.addEventListener("submit", async (event) => {
    const { target, submitter } = event;
    if (target === form || !changed) return;
    event.preventDefault();
    await save();
    changed = false;
    delete target.dataset.sending; // see submit-once.js
    target.requestSubmit(submitter);
  });
  // Leaving the page in any other way.
  document.addEventListener("visibilitychange", () => document.hidden && changed && save(true));
  setInterval(() => changed && save(), EVERY);
};

for (const place of document.querySelectorAll("[data-draft]")) start(place);
