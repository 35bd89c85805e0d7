/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.access;

import java.util.Map;
import org.lumoauth.agents.mcp.discovery.McpTokenVerifier;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;

/** Reads the claims of the caller's access token. */
final class PresentedTokenClaimsReader {

  private final McpTokenVerifier presented;
  private final TokenService tokens;

  PresentedTokenClaimsReader(McpTokenVerifier presented, TokenService tokens) {
    this.presented = presented;
    this.tokens = tokens;
  }

  /** Returns all claims; empty if the caller did not authenticate with a token. */
  Map<String, Object> of(TenantContext tenant, Caller caller, HttpRequestView request) {
    return caller.kind() == CredentialKind.ACCESS_TOKEN
        ? presented.extractToken(request).map(jwt -> claims(tenant, caller, jwt)).orElse(Map.of())
        : Map.of();
  }

  private Map<String, Object> claims(TenantContext tenant, Caller caller, String jwt) {
    try {
      VerifiedToken token = tokens.verifyForAnyAudience(tenant, jwt);
      return token.id().equals(caller.credentialId()) ? token.claims() : Map.of();
    } catch (InvalidTokenException e) {
      return Map
          .of(); // the token expired since; the authenticated caller is sufficient for a denial
    }
  }
}
