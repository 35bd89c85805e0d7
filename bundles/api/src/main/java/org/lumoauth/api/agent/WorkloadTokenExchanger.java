/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Exchanges the token that a platform issued to a workload for an access token of the corresponding
 * agent (RFC 8693). Used for requests with {@code subject_issuer}, the name of a {@link
 * WorkloadIdentityProvider}.
 */
@ProviderType
public interface WorkloadTokenExchanger {

  /**
   * Issues the access token.
   *
   * @param request a request of the agent's own client
   * @throws org.lumoauth.api.oauth.OAuthException 401 {@code workload_identity_failed} if the
   *     platform does not attest the agent, 400 {@code unsupported_token_type}, {@code
   *     invalid_request}, {@code invalid_scope} or {@code invalid_target}, 403 {@code
   *     access_denied} if the agent may not have a token now
   */
  IssuedToken exchange(TenantContext tenant, AuthenticatedTokenRequest request);
}
