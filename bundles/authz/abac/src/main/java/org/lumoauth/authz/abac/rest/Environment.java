package org.lumoauth.authz.abac.rest;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.platform.web.Exchange;

/** What is known of the request itself. */
final class Environment {

  private Environment() {}

  /**
   * What the body says, and the peer's address where somebody asks about itself and says nothing of
   * it.
   */
  static Map<String, Object> of(Exchange exchange, Asked asked, Object said) {
    var environment = new HashMap<String, Object>();
    if (!asked.other()) {
      environment.put("ip", exchange.requestInfo().remoteAddress());
    }
    environment.putAll(Check.object("environment", said));
    return environment;
  }
}
