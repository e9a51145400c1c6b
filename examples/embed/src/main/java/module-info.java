/** A host that receives phone events and needs nothing but sdk-webhooks. */
module inc.phone.examples.embed {
  requires inc.phone.webhooks;
  requires jdk.httpserver;
}
