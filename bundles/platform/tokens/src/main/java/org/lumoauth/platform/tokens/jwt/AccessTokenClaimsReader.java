/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.jwt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.VerifiedToken;

/**
 * Reads the claims of an access token with a verified signature; every claim must have its exact
 * type.
 */
final class AccessTokenClaimsReader {

  private static final int MAX_ACTORS = 10;

  private final Map<String, Object> claims;

  AccessTokenClaimsReader(Map<String, Object> claims) {
    this.claims = claims;
  }

  VerifiedToken read(TenantContext tenant) throws InvalidTokenException {
    return new VerifiedToken(
        text(claims, "jti"),
        tenant.id(),
        subject(claims),
        actors(),
        text(claims, "client_id"),
        scope(),
        audience(),
        instant("iat"),
        instant("exp"),
        confirmation(),
        claims);
  }

  private List<SubjectRef> actors() throws InvalidTokenException {
    List<SubjectRef> actors = new ArrayList<>();
    Optional<Map<String, Object>> actor = object(claims, "act");
    while (actor.isPresent()) {
      if (actors.size() == MAX_ACTORS) {
        throw invalid("the chain of actors is too long");
      }
      actors.add(subject(actor.get()));
      actor = object(actor.get(), "act");
    }
    return List.copyOf(actors);
  }

  private Set<String> scope() throws InvalidTokenException {
    if (!claims.containsKey("scope")) {
      return Set.of();
    }
    String scope = text(claims, "scope");
    return scope.isEmpty() ? Set.of() : Set.copyOf(new LinkedHashSet<>(List.of(scope.split(" "))));
  }

  private List<String> audience() throws InvalidTokenException {
    if (claims.get("aud") instanceof String one) {
      return List.of(one);
    }
    if (!(claims.get("aud") instanceof List<?> several) || several.isEmpty()) {
      throw invalid("aud is missing");
    }
    List<String> audience = new ArrayList<>();
    for (Object each : several) {
      if (!(each instanceof String text)) {
        throw invalid("aud must be a string");
      }
      audience.add(text);
    }
    return List.copyOf(audience);
  }

  private Optional<Map<String, Object>> confirmation() throws InvalidTokenException {
    return object(claims, "cnf");
  }

  /**
   * Reads whole seconds that fit in a long: this server issues no fractions, signs or larger
   * numbers.
   */
  private Instant instant(String name) throws InvalidTokenException {
    if (claims.get(name) instanceof Long seconds && seconds > 0 && seconds < 1L << 40) {
      return Instant.ofEpochSecond(seconds);
    }
    throw invalid(name + " must be a time");
  }

  private static SubjectRef subject(Map<String, Object> of) throws InvalidTokenException {
    return new SubjectRef(text(of, AccessTokenClaimNames.IDENTITY_TYPE), text(of, "sub"));
  }

  private static String text(Map<String, Object> of, String name) throws InvalidTokenException {
    if (of.get(name) instanceof String text) {
      return text;
    }
    throw invalid(name + " is missing");
  }

  private static Optional<Map<String, Object>> object(Map<String, Object> of, String name)
      throws InvalidTokenException {
    Object value = of.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> members)) {
      throw invalid(name + " must be an object");
    }
    Map<String, Object> object = new java.util.LinkedHashMap<>();
    members.forEach((key, member) -> object.put((String) key, member));
    return Optional.of(object);
  }

  private static InvalidTokenException invalid(String message) {
    return new InvalidTokenException(message, false);
  }
}
