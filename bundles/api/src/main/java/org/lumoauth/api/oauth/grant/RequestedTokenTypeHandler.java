/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.grant;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a token type other than access tokens that token exchange can issue (RFC 8693
 * section 2.1, {@code requested_token_type}). Registered with {@code
 * lumoauth.kind=requested-token-type} and {@code lumoauth.name} = the type's URI.
 */
public interface RequestedTokenTypeHandler {

  /** Returns the URIs of the accepted {@code subject_token_type}s, at least one. */
  Set<String> subjectTypes();

  /**
   * Returns whether a request for this token type may contain {@code authorization_details} (RFC
   * 9396). If true, {@link #issue} must validate them; otherwise such requests are rejected.
   */
  default boolean supportsAuthorizationDetails() {
    return false;
  }

  /**
   * Issues a new token on each call. The client is authenticated, the presented tokens are valid
   * and may be presented by the client, the actors may act, and all of them are enabled.
   *
   * @throws OAuthException {@code invalid_target}, {@code invalid_scope}, {@code
   *     invalid_authorization_details} or {@code invalid_request} if the token cannot be issued
   */
  RequestedTokenResult issue(
      TenantContext tenant, AuthenticatedTokenRequest request, RequestedTokenSubject subject);

  /**
   * The subject of the token to issue.
   *
   * @param type the presented token's type, a URI
   * @param subject the subject
   * @param actors the actors, the current actor first; may be empty
   * @param scope the scope that the presented token and all actor policies permit
   * @param expiresAt the earliest expiry of the presented tokens
   * @param claims the claims of the presented token, and its {@code grant_id} and {@code sid}
   */
  record RequestedTokenSubject(
      String type,
      SubjectRef subject,
      List<SubjectRef> actors,
      Set<String> scope,
      Instant expiresAt,
      Map<String, Object> claims) {
    public RequestedTokenSubject {
      actors = List.copyOf(actors);
      scope = Set.copyOf(scope);
      claims = Map.copyOf(claims);
    }
  }

  /**
   * The issued token. Its {@code token_type} is {@code N_A}: it is not an access token, and cannot
   * be mistaken for one (RFC 9068 section 2.1).
   *
   * @param value the token
   * @param id its {@code jti} or {@code txn}, for the audit log
   * @param issuedAt when it was issued
   * @param expiresAt when it expires, at the latest with the presented tokens
   * @param scope the scope in the token: only scopes that were requested or permitted
   * @param audience the audience; never the tenant's own API
   * @param subject the subject
   * @param actors the actors, the current actor first
   */
  record RequestedTokenResult(
      String value,
      String id,
      Instant issuedAt,
      Instant expiresAt,
      Set<String> scope,
      List<String> audience,
      SubjectRef subject,
      List<SubjectRef> actors) {
    @Override
    public String toString() {
      return "Made[" + id + "]";
    }
  }
}
