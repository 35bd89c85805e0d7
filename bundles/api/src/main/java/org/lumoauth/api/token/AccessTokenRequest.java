package org.lumoauth.api.token;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.Client;

/**
 * An access token to be made (RFC 9068 section 2.2).
 *
 * @param client the client that gets it
 * @param subject whom it is about
 * @param actors who acts for the subject, the current actor first; empty when it acts itself
 * @param scope what it permits
 * @param audience the resources that it is for (RFC 8707); empty means the tenant's own API
 * @param lifetime how long it lives
 * @param confirmation the {@code cnf} claim (RFC 7800), where it is bound to a key
 * @param claims further claims; none of them may have a name that RFC 9068 defines
 */
public record AccessTokenRequest(
    Client client,
    SubjectRef subject,
    List<SubjectRef> actors,
    Set<String> scope,
    List<String> audience,
    Duration lifetime,
    Optional<Map<String, Object>> confirmation,
    Map<String, Object> claims) {
  public AccessTokenRequest {
    actors = List.copyOf(actors);
    scope = Set.copyOf(scope);
    audience = List.copyOf(audience);
    claims = Map.copyOf(claims);
  }
}
