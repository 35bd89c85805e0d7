/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.oauth.token;

import java.util.List;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.grant.NarrowedGrant;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Creates the token response for a resource owner's grant: an access token that passed the gate,
 * and the members of all {@link TokenResponseContributor}s. All grant types with a resource owner
 * use it.
 */
@ProviderType
public interface TokenResponseIssuer {

  /**
   * Creates the response. The caller has called {@link #requireWithin} for the same request and
   * grant before it consumed the code or token.
   *
   * @param request the token request
   * @param grant the grant
   * @param scope the scope of this access token: the scope of the grant, or the narrower scope of
   *     the request
   * @param resources the resources of this access token: the resources of the grant, or the
   *     narrower list of the request
   * @throws OAuthException {@code invalid_grant} if the subject may not obtain tokens now or the
   *     grant has expired or was revoked, {@code invalid_scope}, {@code invalid_target} or {@code
   *     invalid_authorization_details} if the request exceeds the grant
   */
  TokenResponse issue(
      TenantContext tenant,
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      Set<String> scope,
      List<String> resources);

  /**
   * Returns the part of a grant that the request redeems, limited to the client's current scopes
   * and resources. Every grant type that redeems an earlier consent calls this before {@link
   * #requireWithin}.
   *
   * @throws OAuthException {@code invalid_scope} or {@code invalid_target} if the request exceeds
   *     this, or the client may no longer have any of it
   */
  default NarrowedGrant narrow(
      TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant grant) {
    return NarrowedGrant.of(request, grant, request.client().scope());
  }

  /**
   * Checks, before a code or token is consumed, everything for which {@link #issue} would fail: the
   * request's {@code authorization_details} (RFC 9396 section 6), the rules of the grant's
   * resources if the request names none, members that would be incomplete, and errors of
   * contributors. Every grant type with a resource owner calls this first. The resources that a
   * request names are checked before it reaches its grant type.
   *
   * @throws OAuthException {@code invalid_authorization_details}, or the error of a contributor
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while an installed
   *     contributor is unavailable
   */
  default void requireWithin(
      TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant grant) {}
}
