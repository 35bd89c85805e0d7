package org.lumoauth.platform.settings.rest;

import java.util.function.Consumer;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.platform.web.Exchange;

/**
 * Who changes settings.
 *
 * @param by for the audit record
 * @param require refuses them where they have not the permission that it is given
 */
record Editor(Initiator by, Consumer<String> require) {

  static Editor of(Exchange exchange) {
    return new Editor(Initiator.of(exchange.caller(), exchange.requestInfo()), exchange::require);
  }
}
