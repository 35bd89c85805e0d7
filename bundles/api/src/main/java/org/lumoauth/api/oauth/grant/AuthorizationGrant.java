/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.grant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * The grant of a resource owner to a client (RFC 6749 section 1.3), with the authentication of the
 * resource owner: the basis of all tokens issued now and by refreshing. Serializable as JSON, so
 * that the next version of a module can read the grants that an earlier version stored.
 *
 * @param id {@code grn_} and a ULID; tokens contain it as {@code grant_id} and are revoked with it
 * @param clientId the client
 * @param subject the resource owner
 * @param scope the granted scope: the maximum for every token
 * @param resources the granted resources (RFC 8707); empty means the tenant's own API
 * @param sessionId the session of the grant: {@code sid}
 * @param authenticatedAt {@code auth_time}
 * @param acr {@code acr}
 * @param amr {@code amr}
 * @param nonce the nonce of the authentication request
 * @param claims the {@code claims} parameter (OpenID Connect Core section 5.5), and in its member
 *     {@code claims_locales} the parameter with that name (section 5.2)
 * @param authorizationDetails the granted {@code authorization_details} (RFC 9396)
 * @param confirmation the key to which the grant is bound, as {@code cnf}
 */
public record AuthorizationGrant(
    String id,
    String clientId,
    SubjectRef subject,
    Set<String> scope,
    List<String> resources,
    Optional<String> sessionId,
    Optional<Instant> authenticatedAt,
    Optional<String> acr,
    Set<String> amr,
    Optional<String> nonce,
    Map<String, Object> claims,
    List<Map<String, Object>> authorizationDetails,
    Optional<Map<String, Object>> confirmation) {
  public AuthorizationGrant {
    scope = Set.copyOf(scope);
    resources = List.copyOf(resources);
    amr = Set.copyOf(amr);
    authorizationDetails = List.copyOf(authorizationDetails);
  }

  /** Returns a copy with a part of the granted scope. */
  public AuthorizationGrant withScope(Set<String> part) {
    return new AuthorizationGrant(
        id,
        clientId,
        subject,
        part,
        resources,
        sessionId,
        authenticatedAt,
        acr,
        amr,
        nonce,
        claims,
        authorizationDetails,
        confirmation);
  }

  /** Returns a copy that is bound to another key, or to none. */
  public AuthorizationGrant withConfirmation(Optional<Map<String, Object>> key) {
    return new AuthorizationGrant(
        id,
        clientId,
        subject,
        scope,
        resources,
        sessionId,
        authenticatedAt,
        acr,
        amr,
        nonce,
        claims,
        authorizationDetails,
        key);
  }
}
