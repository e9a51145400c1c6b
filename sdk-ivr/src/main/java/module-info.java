/** IVR configurations that can be written, checked, drawn, tried and executed. */
module inc.phone.ivr {
  requires static transitive org.jspecify;
  requires transitive inc.phone.core;
  requires com.fasterxml.jackson.databind;
  requires com.google.i18n.phonenumbers.libphonenumber;
  requires transitive java.sql;
  requires org.slf4j;

  exports inc.phone.ivr;
  exports inc.phone.ivr.agent;
  exports inc.phone.ivr.flow;
  exports inc.phone.ivr.routing;
  exports inc.phone.ivr.store;
}
