package org.lumoauth.api.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;

/**
 * What a resource owner granted to a client (RFC 6749 section 1.3), and how they were
 * authenticated: all that tokens are made from, now and by refreshing. JSON can hold it, so that
 * what one version of a module stored the next can read.
 *
 * @param id {@code grn_} and a ULID; tokens carry it as {@code grant_id} and end with it
 * @param clientId to whom
 * @param subject by whom
 * @param scope what was granted: the ceiling of every token made from it
 * @param resources for which resources (RFC 8707); empty means the tenant's own API
 * @param sessionId the session in which it was granted: {@code sid}
 * @param authenticatedAt {@code auth_time}
 * @param acr {@code acr}
 * @param amr {@code amr}
 * @param nonce of the authentication request
 * @param claims the {@code claims} parameter (OpenID Connect Core section 5.5), and as its member
 *     {@code claims_locales} the parameter of that name (section 5.2)
 * @param authorizationDetails what was granted of {@code authorization_details} (RFC 9396)
 * @param confirmation the key that the grant is bound to, as {@code cnf}
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

  /** The same with another scope, a part of what was granted. */
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

  /** The same bound to another key, or to none. */
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
