/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.askmcp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.RequestAuthenticator;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.TokenService;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.oauth.InstalledTokenConfirmationVerifiers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Authenticates callers of {@code ~/mcp} with an access token for this resource (RFC 8707), which
 * clients request with the resource in its metadata. Other tokens are left to the authenticator of
 * the whole API. A token for this resource is not valid at other endpoints.
 */
@Component(
    property = {
      "lumoauth.kind=authenticator",
      "lumoauth.name=ask-mcp",
      "service.ranking:Integer=115"
    })
public final class McpTokenAuthenticator implements RequestAuthenticator {

  private static final String PATH = "/api/v1/mcp";
  private static final String BEARER = "Bearer ";
  private static final String DPOP = "DPoP ";
  private static final String THUMBPRINT = "jkt";
  private static final String API_KEY = "lmk_";

  private final TokenService tokens;
  private final SubjectDirectory subjects;
  private final InstalledTokenConfirmationVerifiers confirmations;

  @Activate
  public McpTokenAuthenticator(
      @Reference TokenService tokens,
      @Reference SubjectDirectory subjects,
      @Reference ProviderRegistry registry) {
    this.tokens = tokens;
    this.subjects = subjects;
    this.confirmations = new InstalledTokenConfirmationVerifiers(registry);
  }

  @Deactivate
  void close() {
    confirmations.close();
  }

  @Override
  public Optional<Caller> authenticate(Optional<TenantContext> tenant, HttpRequestView request) {
    Optional<String> header = request.header("Authorization");
    if (tenant.isEmpty() || header.isEmpty() || !request.url().endsWith(PATH)) {
      return Optional.empty();
    }
    return after(BEARER, header.get())
        .or(() -> after(DPOP, header.get()))
        .filter(token -> !token.startsWith(API_KEY))
        .flatMap(token -> caller(tenant.get(), token, request));
  }

  /** Returns no challenge of its own; the challenge of the API applies. */
  @Override
  public Optional<String> challenge() {
    return Optional.empty();
  }

  private Optional<Caller> caller(TenantContext tenant, String jwt, HttpRequestView request) {
    try {
      VerifiedToken token = tokens.verifyForAnyAudience(tenant, jwt);
      if (!token.audience().equals(List.of(ProtectedResourceMetadataEndpoint.resource(tenant)))) {
        return Optional.empty();
      }
      Map<String, Object> binding = token.confirmation().orElse(Map.of());
      requireScheme(binding, request);
      confirmations.check(tenant, binding, request);
      return Optional.of(token.toCaller(tenant, subjects));
    } catch (InvalidTokenException e) {
      throw e.isForeign()
          ? new ApiException(
              403,
              "cross_tenant",
              "The access token belongs to another tenant. Request a token of this " + "tenant.")
          : ApiException.unauthenticated(
              "The access token is invalid, expired or revoked. Request a new one.");
    }
  }

  /** Refuses the DPoP scheme for a token without a DPoP binding (RFC 9449 section 7.1). */
  private static void requireScheme(Map<String, Object> binding, HttpRequestView request)
      throws InvalidTokenException {
    boolean dpop = request.header("Authorization").flatMap(value -> after(DPOP, value)).isPresent();
    if (dpop && !binding.containsKey(THUMBPRINT)) {
      throw new InvalidTokenException("the token is not bound to a DPoP key", false);
    }
  }

  private static Optional<String> after(String scheme, String value) {
    return value.regionMatches(true, 0, scheme, 0, scheme.length())
        ? Optional.of(value.substring(scheme.length()).strip())
        : Optional.empty();
  }
}
