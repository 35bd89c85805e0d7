/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.token;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A newly issued token.
 *
 * @param value the JWT
 * @param id its {@code jti}: {@code tok_} and a ULID
 * @param issuedAt when it was issued
 * @param expiresAt when it expires
 * @param scope the scope
 * @param subject the subject
 * @param actors the actors, the current actor first
 */
public record IssuedToken(
    String value,
    String id,
    Instant issuedAt,
    Instant expiresAt,
    Set<String> scope,
    SubjectRef subject,
    List<SubjectRef> actors) {
  public IssuedToken {
    scope = Set.copyOf(scope);
    actors = List.copyOf(actors);
  }

  @Override
  public String toString() {
    return "IssuedToken[" + id + "]";
  }
}
