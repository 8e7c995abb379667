// Starts the behaviours of the components that are on the page. Without this file every page still works.

const { body } = document;
body.classList.add("js-enabled", "govuk-frontend-supported");

const onError = (error) => {
  // A part of the page that came later may hold components that run already.
  if (error.name !== "InitError") console.warn(error);
};

const start = async (scope) => {
  if (!scope.querySelector("[data-module]")) return;
  const { createAll, ...components } = await import(body.dataset.components);
  for (const component of Object.values(components)) createAll(component, undefined, { scope, onError });
};

start(document);

// htmx put a new part into the page: its parent is searched, because the part itself may be a component.
body.addEventListener("htmx:load", (event) => {
  const part = event.detail.elt;
  if (part !== body) start(part.parentElement ?? part);
});
