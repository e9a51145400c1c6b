/**
 * The shared kernel of the Phone.inc SDK: values, phone numbers, settings and the REST client.
 *
 * <p>OkHttp is an optional requirement here because only {@code inc.phone.client} uses it. A
 * program on the module path that uses the client adds {@code requires okhttp3}; programs that only
 * receive webhooks need no HTTP client at all.
 */
@SuppressWarnings("module") // its sister modules are compiled later
module inc.phone.core {
  requires static transitive org.jspecify;
  requires static okhttp3;
  requires com.fasterxml.jackson.databind;
  requires com.google.i18n.phonenumbers.libphonenumber;
  requires org.slf4j;

  exports inc.phone.client;
  exports inc.phone.model;
  exports inc.phone.number;
  exports inc.phone.settings;
  exports inc.phone.token;
  exports inc.phone.internal.crypto to
      inc.phone.webhooks;
  exports inc.phone.internal.json to
      inc.phone.webhooks,
      inc.phone.ivr;
}
