/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.token;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;

/**
 * A verified token.
 *
 * @param claims its claims
 */
public record VerifiedAAuthToken(Map<String, Object> claims) {

  /** Returns a string claim; empty if it is absent or not a string. */
  public String text(String name) {
    return claims.get(name) instanceof String text ? text : "";
  }

  /** Returns a string claim as an optional. */
  public Optional<String> optional(String name) {
    return Optional.of(text(name)).filter(text -> !text.isEmpty());
  }

  /** Returns the key of the token in stored records. */
  public String recordKey() {
    return IssuedTokenRecord.key(text("iss"), text("jti"));
  }

  /** Returns when it expires, in seconds since 1970. */
  public long expiresAt() {
    return ((Number) claims.get("exp")).longValue();
  }

  /** Returns the key in {@code cnf}; empty if there is none. */
  @SuppressWarnings("unchecked") // the keys of a JSON object are always strings
  public Map<String, Object> key() {
    return claims.get("cnf") instanceof Map<?, ?> cnf && cnf.get("jwk") instanceof Map<?, ?> jwk
        ? (Map<String, Object>) jwk
        : Map.of();
  }

  /** Returns the names in {@code scope}. */
  public Set<String> scope() {
    Set<String> names = new TreeSet<>();
    for (String name : text("scope").split(" ")) {
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }
}
