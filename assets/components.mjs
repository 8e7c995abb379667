// The behaviours of the vendored components that Rihai uses, as one file for the browser.
// rihai/web/static/web/js/start.js loads it and starts what it finds on the page.
export { createAll } from "govuk-frontend/dist/govuk/init.mjs";
export { Accordion } from "govuk-frontend/dist/govuk/components/accordion/accordion.mjs";
export { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
export { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
export { Checkboxes } from "govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs";
export { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
export { ExitThisPage } from "govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs";
export { NotificationBanner } from "govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs";
export { PasswordInput } from "govuk-frontend/dist/govuk/components/password-input/password-input.mjs";
export { Radios } from "govuk-frontend/dist/govuk/components/radios/radios.mjs";
export { ServiceNavigation } from "govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs";
export { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";
export { Tabs } from "govuk-frontend/dist/govuk/components/tabs/tabs.mjs";
