package org.lumoauth.authz.abac.rest;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.platform.web.HttpExchange;

/** What is known of the request itself. */
final class EnvironmentAttributes {

  private EnvironmentAttributes() {}

  /**
   * What the body says, and the peer's address where somebody asks about itself and says nothing of
   * it.
   */
  static Map<String, Object> of(HttpExchange exchange, PolicyCheckSubject asked, Object said) {
    var environment = new HashMap<String, Object>();
    if (!asked.other()) {
      environment.put("ip", exchange.requestInfo().remoteAddress());
    }
    environment.putAll(PolicyCheckRequest.object("environment", said));
    return environment;
  }
}
