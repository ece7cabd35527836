// `validatorUrl: null`: the document is not sent to anybody for checking.
window.SwaggerUIBundle({
  url: "api/v1/openapi.json",
  dom_id: "#documentation",
  deepLinking: true,
  tryItOutEnabled: true,
  validatorUrl: null,
});
