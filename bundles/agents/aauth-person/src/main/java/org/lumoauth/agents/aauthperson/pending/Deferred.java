package org.lumoauth.agents.aauthperson.pending;

import java.io.IOException;
import java.util.Map;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;

/** Tells an agent that a person is asked, and where it hears what they said. */
public final class Deferred {

  private Deferred() {}

  /** Answers 202 (section Deferred Responses). */
  public static void write(Exchange exchange, Waiting.Case waiting) throws IOException {
    TenantContext tenant = exchange.tenant();
    var response = exchange.response();
    response.setHeader("Location", tenant.issuer() + "/aauth-person/pending/" + waiting.id());
    response.setHeader("Retry-After", "5");
    response.setHeader(
        "AAuth-Requirement",
        "requirement=interaction; url=\""
            + InteractionAddress.of(tenant)
            + "\"; code=\""
            + waiting.code()
            + "\"");
    exchange.writeJson(202, Map.of("status", Waiting.OPEN));
  }
}
