/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.token;

import org.jspecify.annotations.Nullable;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: checks that a request with a bearer token proves possession of the key to which
 * the token is bound (RFC 7800). Registered with {@code lumoauth.kind=token-confirmation} and
 * {@code lumoauth.name} = the member of {@code cnf} that it checks, such as {@code x5t#S256}. A
 * token with a member that no verifier checks is rejected.
 */
public interface TokenConfirmationVerifier {

  /**
   * Checks a member.
   *
   * @param value the value in the token's {@code cnf}: any JSON value, null for JSON null
   * @param request the request with the token
   * @throws InvalidTokenException if the request does not prove possession, or the value does not
   *     identify a key; never marked as foreign, and without the token in its message
   * @throws org.lumoauth.api.oauth.OAuthException if the request can be repeated with a value from
   *     the error's headers, such as a nonce (RFC 9449 section 9); returned unchanged to the client
   */
  void check(TenantContext tenant, @Nullable Object value, HttpRequestView request)
      throws InvalidTokenException;
}
