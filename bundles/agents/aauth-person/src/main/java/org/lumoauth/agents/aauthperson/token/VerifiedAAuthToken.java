package org.lumoauth.agents.aauthperson.token;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.aauthperson.store.IssuedTokenRecord;

/**
 * A token that was verified.
 *
 * @param claims its claims
 */
public record VerifiedAAuthToken(Map<String, Object> claims) {

  /** A claim that is text; the empty text where it is none. */
  public String text(String name) {
    return claims.get(name) instanceof String text ? text : "";
  }

  /** A claim that is text, or empty. */
  public Optional<String> optional(String name) {
    return Optional.of(text(name)).filter(text -> !text.isEmpty());
  }

  /** What names it. */
  public String recordKey() {
    return IssuedTokenRecord.key(text("iss"), text("jti"));
  }

  /** When it ends, in seconds since 1970. */
  public long expiresAt() {
    return ((Number) claims.get("exp")).longValue();
  }

  /** The key in {@code cnf}; empty where there is none. */
  @SuppressWarnings("unchecked") // members of a JSON object are named by text
  public Map<String, Object> key() {
    return claims.get("cnf") instanceof Map<?, ?> cnf && cnf.get("jwk") instanceof Map<?, ?> jwk
        ? (Map<String, Object>) jwk
        : Map.of();
  }

  /** The names in {@code scope}. */
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
