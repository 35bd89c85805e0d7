/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.VerifiedToken;

/** Reads the claims of a token of this server that was verified before it was stored. */
record StoredTokenClaimsReader(Map<String, Object> claims) {

  private static final int MAX_ACTORS = 10;

  VerifiedToken token(TenantContext tenant) {
    return new VerifiedToken(
        text(claims, "jti"),
        tenant.id(),
        subject(claims),
        actors(),
        text(claims, "client_id"),
        scope(),
        texts("aud"),
        time("iat"),
        time("exp"),
        Optional.empty(), // a query about a token does not require proof of possession
        claims);
  }

  /** Returns the ids of the consents that the token depends on. */
  List<String> delegations() {
    return texts("delegation_ids");
  }

  private List<SubjectRef> actors() {
    List<SubjectRef> actors = new ArrayList<>();
    Object next = claims.get("act");
    while (next instanceof Map<?, ?> actor && actors.size() < MAX_ACTORS) {
      actors.add(subject(actor));
      next = actor.get("act");
    }
    return actors;
  }

  private Set<String> scope() {
    return Arrays.stream(text(claims, "scope").split(" "))
        .filter(one -> !one.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<String> texts(String name) {
    Object value = claims.get(name);
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }

  private Instant time(String name) {
    return Instant.ofEpochSecond(((Number) claims.get(name)).longValue());
  }

  private static SubjectRef subject(Map<?, ?> of) {
    return new SubjectRef(text(of, "identity_type"), text(of, "sub"));
  }

  private static String text(Map<?, ?> of, String name) {
    return String.valueOf(of.get(name));
  }
}
