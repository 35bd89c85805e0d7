/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens.jwt;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;

/** Writes the claims of an access token. */
public final class AccessTokenClaimsWriter {

  private static final Set<String> LISTS =
      Set.of(
          AccessTokenClaimNames.ISSUERS,
          AccessTokenClaimNames.DELEGATIONS,
          AccessTokenClaimNames.SOURCE_CLIENTS);

  private AccessTokenClaimsWriter() {}

  /**
   * Returns the claims.
   *
   * @throws IllegalArgumentException if an additional claim has a name reserved by the profile, if
   *     a grant or session is not text, or if issuers are not a list of texts
   */
  public static Map<String, Object> claims(
      TenantContext tenant,
      AccessTokenIssuanceRequest request,
      String id,
      Instant issuedAt,
      Instant expiresAt) {
    Map<String, Object> claims = new LinkedHashMap<>();
    request.claims().forEach((name, value) -> claims.put(unreserved(name), sound(name, value)));
    claims.put("iss", tenant.issuer());
    claims.put("sub", request.subject().id());
    claims.put("aud", audience(tenant, request.audience()));
    claims.put("client_id", request.client().clientId());
    claims.put("iat", issuedAt.getEpochSecond());
    claims.put("exp", expiresAt.getEpochSecond());
    claims.put("jti", id);
    if (!request.scope().isEmpty()) { // RFC 6749 section 3.3: a scope has at least one value
      claims.put("scope", String.join(" ", new TreeSet<>(request.scope())));
    }
    claims.put(AccessTokenClaimNames.IDENTITY_TYPE, request.subject().type());
    if (!request.actors().isEmpty()) {
      claims.put("act", actor(request.actors()));
    }
    request.confirmation().ifPresent(confirmation -> claims.put("cnf", confirmation));
    return claims;
  }

  /** Returns the JSON payload of the claims. */
  public static String json(Map<String, Object> claims) {
    return JSONObjectUtils.toJSONString(claims);
  }

  /** RFC 7519 section 4.1.3: a single audience may be a plain string. */
  private static Object audience(TenantContext tenant, List<String> audience) {
    return switch (audience.size()) {
      case 0 -> tenant.issuer();
      case 1 -> audience.get(0);
      default -> audience;
    };
  }

  /** RFC 8693 section 4.1: the outermost is the current actor. */
  private static Map<String, Object> actor(List<SubjectRef> actors) {
    Map<String, Object> chain = new LinkedHashMap<>();
    SubjectRef current = actors.get(0);
    chain.put("sub", current.id());
    chain.put(AccessTokenClaimNames.IDENTITY_TYPE, current.type());
    if (actors.size() > 1) {
      chain.put("act", actor(actors.subList(1, actors.size())));
    }
    return chain;
  }

  /**
   * Validates a claim that must be comparable, because otherwise its tokens could not be revoked.
   */
  private static Object sound(String name, Object value) {
    boolean reference =
        name.equals(AccessTokenClaimNames.GRANT) || name.equals(AccessTokenClaimNames.SESSION);
    if (reference && !(value instanceof String)) {
      throw new IllegalArgumentException("the claim " + name + " must be a string");
    }
    boolean listed =
        value instanceof List<?> ids && ids.stream().allMatch(String.class::isInstance);
    if (LISTS.contains(name) && !listed) {
      throw new IllegalArgumentException("the claim " + name + " must be a list of texts");
    }
    return value;
  }

  private static String unreserved(String name) {
    if (AccessTokenClaimNames.RESERVED.contains(name)) {
      throw new IllegalArgumentException(
          "the claim " + name + " is reserved for the token service");
    }
    return name;
  }
}
