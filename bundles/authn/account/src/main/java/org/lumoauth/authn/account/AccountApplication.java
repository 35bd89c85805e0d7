package org.lumoauth.authn.account;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An application that has access to an account.
 *
 * @param clientId which
 * @param name what people call it
 * @param origin where it is, if it is a web application
 * @param scope what it may do
 * @param givenAt when that was allowed
 * @param expiresAt when it ends, if not when it is taken back
 */
record AccountApplication(
    String clientId,
    String name,
    Optional<String> origin,
    Set<String> scope,
    Instant givenAt,
    Optional<Instant> expiresAt) {

  /** For the page. */
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
