/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.rest;

import java.util.HashMap;
import java.util.Map;
import org.lumoauth.platform.web.HttpExchange;

/** Determines the environment attributes of a request. */
final class EnvironmentAttributeResolver {

  private EnvironmentAttributeResolver() {}

  /**
   * Returns the environment in the body, extended by the client's address if the caller checks
   * itself and the body has none.
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
