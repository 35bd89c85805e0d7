package org.lumoauth.authz.openfga;

import org.lumoauth.api.audit.Initiator;
import org.lumoauth.platform.web.Exchange;

/** Who makes a change, for the audit log. */
public final class FgaActor {

  private FgaActor() {}

  /** The caller of a request. */
  public static Initiator of(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
