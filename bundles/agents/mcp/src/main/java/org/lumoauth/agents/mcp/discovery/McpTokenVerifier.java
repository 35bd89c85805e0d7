/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.mcp.discovery;

import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.mcp.server.McpServer;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.support.oauth.InstalledTokenConfirmationVerifiers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Verifies tokens like the MCP server itself: for this server only. */
@Component(service = McpTokenVerifier.class)
public final class McpTokenVerifier {

  private static final String BEARER = "Bearer ";
  private static final String DPOP = "DPoP ";

  private final TokenService tokens;
  private final InstalledTokenConfirmationVerifiers confirmations;

  @Activate
  public McpTokenVerifier(@Reference TokenService tokens, @Reference ProviderRegistry registry) {
    this.tokens = tokens;
    this.confirmations = new InstalledTokenConfirmationVerifiers(registry);
  }

  @Deactivate
  void close() {
    confirmations.close();
  }

  /** Returns the token of a request. */
  public Optional<String> extractToken(HttpRequestView request) {
    return request
        .header("Authorization")
        .flatMap(value -> after(BEARER, value).or(() -> after(DPOP, value)));
  }

  /**
   * Verifies a token.
   *
   * @throws InvalidTokenException if it is invalid or has another audience or type
   */
  VerifiedToken verify(TenantContext tenant, McpServer server, String jwt, HttpRequestView request)
      throws InvalidTokenException {
    VerifiedToken token = tokens.verifyForAnyAudience(tenant, jwt);
    if (!token.audience().contains(server.spec().resourceUri())) { // RFC 8707, RFC 9068 section 4
      throw new InvalidTokenException("the token is for another resource than this server", false);
    }
    Map<String, Object> confirmation = token.confirmation().orElse(Map.of());
    if (server.spec().requireDpop() && !confirmation.containsKey("jkt")) {
      throw new InvalidTokenException("the token is not bound to a DPoP key", false);
    }
    confirmations.check(tenant, confirmation, request);
    return token;
  }

  private static Optional<String> after(String scheme, String value) {
    return value.regionMatches(true, 0, scheme, 0, scheme.length())
        ? Optional.of(value.substring(scheme.length()).strip())
        : Optional.empty();
  }
}
