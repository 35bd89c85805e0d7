/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An application with access to an account.
 *
 * @param clientId the client
 * @param name the display name
 * @param origin the origin of a web application
 * @param scope the granted scope
 * @param givenAt when access was granted
 * @param expiresAt when access expires, if it does
 */
record AccountConnectedApplication(
    String clientId,
    String name,
    Optional<String> origin,
    Set<String> scope,
    Instant givenAt,
    Optional<Instant> expiresAt) {

  /** Returns the values for the page. */
  Map<String, Object> model() {
    Map<String, Object> model = new HashMap<>();
    model.put("clientId", clientId);
    model.put("name", name);
    model.put("scopes", new TreeSet<>(scope).stream().map(each -> Map.of("name", each)).toList());
    model.put("givenAt", givenAt);
    origin.ifPresent(text -> model.put("origin", text));
    expiresAt.ifPresent(end -> model.put("expiresAt", end));
    return model;
  }
}
