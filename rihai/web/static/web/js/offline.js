// Without network the browser shows a page of ours instead of its own.

const { offlineWorker } = document.body.dataset;
if (offlineWorker) navigator.serviceWorker?.register(offlineWorker).catch(() => {}); // No https: the browser's own page will do.

// A form that cannot leave the device stays on the screen with everything typed.
document.addEventListener("submit", (event) => {
  if (navigator.onLine || event.target.method !== "post") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  document.dispatchEvent(new CustomEvent("htmx:sendError"));
}, { capture: true });
