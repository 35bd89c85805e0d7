/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.grant;

import org.lumoauth.agents.aauth.token.AAuthSigner;
import org.lumoauth.agents.aauth.token.ResourceTokenService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the resource token of an agent's request. */
@Component(service = AgentResourceTokenVerifier.class)
public final class AgentResourceTokenVerifier {

  private final ResourceTokenService tokens;

  @Activate
  public AgentResourceTokenVerifier(@Reference ResourceTokenService tokens) {
    this.tokens = tokens;
  }

  /**
   * Returns the claims of a resource token issued for this agent and its key.
   *
   * @throws ApiException 400 {@code invalid_request} if the token is missing, invalid or issued for
   *     another agent or key
   */
  ResourceTokenService.ResourceTokenClaims of(
      TenantContext tenant, AAuthSigner signer, String token) {
    ResourceTokenService.ResourceTokenClaims ask;
    try {
      ask = tokens.verify(tenant, token);
    } catch (InvalidTokenException e) {
      throw ApiException.invalidRequest("The resource token is invalid: " + e.getMessage() + ".");
    }
    if (!ask.agent().equals(signer.party().identifier())
        || !ask.thumbprint().equals(signer.thumbprint())) {
      throw ApiException.invalidRequest(
          "The resource token must be issued for the agent and the key that sign the "
              + "request.");
    }
    return ask;
  }
}
