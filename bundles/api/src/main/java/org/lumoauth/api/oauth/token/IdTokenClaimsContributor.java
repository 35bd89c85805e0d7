/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.token;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: claims of ID tokens that depend on the grant rather than on the subject.
 * Registered with {@code lumoauth.kind=id-token-claims} and {@code lumoauth.name}.
 */
public interface IdTokenClaimsContributor {

  /**
   * Returns the claims to add. They cannot replace existing claims or claims about the
   * authentication, such as {@code sub}, {@code nonce} or {@code acr}. Returns none for other kinds
   * of grants. A claim must not contain a token, because more parties can read ID tokens.
   *
   * @param request the token request
   * @param grant the grant
   * @param members the members of the token response, without the ID token; not modified
   * @param halfHash computes the hash of a token for a claim such as {@code at_hash} (OpenID
   *     Connect Core section 3.1.3.6)
   */
  Map<String, Object> claims(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      Map<String, Object> members,
      UnaryOperator<String> halfHash);
}
