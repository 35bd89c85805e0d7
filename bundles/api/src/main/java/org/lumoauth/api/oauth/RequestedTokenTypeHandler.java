package org.lumoauth.api.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a kind of token beside access tokens that can be had by exchange (RFC 8693
 * section 2.1, {@code requested_token_type}). Registered with {@code
 * lumoauth.kind=requested-token-type} and {@code lumoauth.name} = the type's URI.
 */
public interface RequestedTokenTypeHandler {

  /** URIs of the types that it takes as {@code subject_token_type}, one at least. */
  Set<String> subjectTypes();

  /**
   * Whether {@code authorization_details} can be asked for with it (RFC 9396), which {@link #issue}
   * reads and judges then.
   */
  default boolean supportsAuthorizationDetails() {
    return false;
  }

  /**
   * Makes a token, each time another. The client is authenticated, the presented tokens hold, the
   * client may present them, whoever acts may act, and all of them are enabled.
   *
   * @throws OAuthException {@code invalid_target}, {@code invalid_scope}, {@code
   *     invalid_authorization_details} or {@code invalid_request} if it can't be had
   */
  RequestedTokenResult issue(
      TenantContext tenant, GrantRequest request, RequestedTokenSubject subject);

  /**
   * Whom the token is to be about.
   *
   * @param type the presented token's type, a URI
   * @param subject who
   * @param actors who acts for the subject, the current actor first; may be empty
   * @param scope what the presented token and every rule about actors permit
   * @param expiresAt when the first of what it is made from ends
   * @param claims what the presented token says, and {@code grant_id} and {@code sid} of it
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
   * What was made. Its {@code token_type} is {@code N_A}: it is no access token, and cannot be
   * taken for one (RFC 9068 section 2.1).
   *
   * @param value the token
   * @param id its {@code jti} or {@code txn}, for the audit log
   * @param issuedAt when
   * @param expiresAt until when it holds: no longer than what it is made from
   * @param scope what it says of scopes: none that was neither asked for nor permitted
   * @param audience whom it is for; never the tenant's own API
   * @param subject whom it is about
   * @param actors who acts in it, the current actor first
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
