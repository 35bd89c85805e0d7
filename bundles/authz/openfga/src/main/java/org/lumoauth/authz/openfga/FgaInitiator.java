package org.lumoauth.authz.openfga;

import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.platform.web.HttpExchange;

/** Who makes a change, for the audit log. */
public final class FgaInitiator {

  private FgaInitiator() {}

  /** The caller of a request. */
  public static AuditInitiator of(HttpExchange exchange) {
    return AuditInitiator.of(exchange.caller(), exchange.requestInfo());
  }
}
