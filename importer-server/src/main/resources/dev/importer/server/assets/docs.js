"use strict";

const dark = window.matchMedia("(prefers-color-scheme: dark)");

// Swagger UI is dark under this class.
function followScheme() {
  document.documentElement.classList.toggle("dark-mode", dark.matches);
}

followScheme();
dark.addEventListener("change", followScheme);

SwaggerUIBundle({
  url: document.getElementById("docs").dataset.description,
  dom_id: "#docs",
  deepLinking: true,
  // Checks by a service elsewhere would tell it about this server.
  validatorUrl: null,
  onComplete: () => document.getElementById("servers")?.setAttribute("aria-label", "Server"),
});
