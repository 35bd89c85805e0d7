package org.lumoauth.authz.openfga;

import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.platform.web.HttpExchange;

/** Creates the initiator of a change for the audit log. */
public final class FgaInitiator {

  private FgaInitiator() {}

  /** Returns the caller of a request. */
  public static AuditInitiator of(HttpExchange exchange) {
    return AuditInitiator.of(exchange.caller(), exchange.requestInfo());
  }
}
