package org.lumoauth.api.token;

import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: checks that a request with a bearer token proves the key that the token is bound
 * to (RFC 7800). Registered with {@code lumoauth.kind=token-confirmation} and {@code lumoauth.name}
 * = the member of {@code cnf} that it checks, as {@code x5t#S256}. A token with a member that
 * nobody checks is refused.
 */
public interface TokenConfirmationVerifier {

  /**
   * Checks one member.
   *
   * @param value what the token's {@code cnf} says: any JSON value, null for its null
   * @param request what came with the token
   * @throws InvalidTokenException if the request does not prove it or it names no key; never as
   *     foreign, and without the token in its message
   * @throws org.lumoauth.api.oauth.OAuthException if it could go on by what the error's headers
   *     say, as with a nonce (RFC 9449 section 9); it is for the client as it is
   */
  void check(TenantContext tenant, Object value, HttpRequestView request)
      throws InvalidTokenException;
}
