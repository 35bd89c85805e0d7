/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.token;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.client.Client;

/**
 * An access token to issue (RFC 9068 section 2.2).
 *
 * @param client the client to which it is issued
 * @param subject the subject
 * @param actors the actors, the current actor first; empty if the subject acts itself
 * @param scope the scope
 * @param audience the resources that the token is intended for (RFC 8707); empty means the tenant's
 *     own API
 * @param lifetime the lifetime
 * @param confirmation the {@code cnf} claim (RFC 7800) if the token is bound to a key
 * @param claims further claims; none of them may have a name that RFC 9068 defines
 */
public record AccessTokenIssuanceRequest(
    Client client,
    SubjectRef subject,
    List<SubjectRef> actors,
    Set<String> scope,
    List<String> audience,
    Duration lifetime,
    Optional<Map<String, Object>> confirmation,
    Map<String, Object> claims) {
  public AccessTokenIssuanceRequest {
    actors = List.copyOf(actors);
    scope = Set.copyOf(scope);
    audience = List.copyOf(audience);
    claims = Map.copyOf(claims);
  }
}
