"use strict";

SwaggerUIBundle({
  url: document.getElementById("docs").dataset.description,
  dom_id: "#docs",
  deepLinking: true,
  // Checks by a service elsewhere would tell it about this server.
  validatorUrl: null,
});
