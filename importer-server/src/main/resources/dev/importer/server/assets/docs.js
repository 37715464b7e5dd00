"use strict";

SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  // Checks by a service elsewhere would tell it about this server.
  validatorUrl: null,
});
