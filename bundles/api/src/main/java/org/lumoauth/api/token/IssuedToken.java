package org.lumoauth.api.token;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A token just made.
 *
 * @param value the JWT
 * @param id its {@code jti}: {@code tok_} and a ULID
 * @param issuedAt when
 * @param expiresAt until when it holds
 * @param scope what it permits
 * @param subject whom it is about
 * @param actors who acts for the subject, the current actor first
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
