/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoidc;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.federation.FederationConnector;
import org.lumoauth.api.key.RemoteKeySetClient;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.key.SigningKeyService;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.ForeignJwtVerifier;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.encoding.UrlParameterEncoder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signs users in through OpenID providers, with the authorization code flow, PKCE and a nonce. */
@Component(property = {"lumoauth.kind=federation-connector", "lumoauth.name=oidc"})
public final class OidcConnector implements FederationConnector {

  private static final int MAX_CODE = 4_000;

  private final OidcDiscoveryClient discovery;
  private final OidcTokenClient requests;
  private final OidcIdTokenValidator idTokens;
  private final OidcUserInfoClient userInfo;
  private final SecretProtectionService secrets;
  private final List<FederationProviderPreset> presets = OidcProviderPresetReader.read();

  @Activate
  public OidcConnector(
      @Reference OutboundHttpClient http,
      @Reference SigningKeyService signingKeys,
      @Reference ForeignJwtVerifier jwts,
      @Reference RemoteKeySetClient keySets,
      @Reference SecretProtectionService secrets) {
    this.discovery = new OidcDiscoveryClient(http);
    this.requests = new OidcTokenClient(http, new OidcClientAuthentication(signingKeys));
    this.idTokens = new OidcIdTokenValidator(jwts, keySets);
    this.userInfo = new OidcUserInfoClient(http);
    this.secrets = secrets;
  }

  @Override
  public List<FederationProviderPreset> presets() {
    return presets;
  }

  @Override
  public Optional<String> findProblem(Map<String, Object> connection) {
    try {
      OidcProviderConnection.read(connection);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public FederationRedirect begin(
      TenantContext tenant, Map<String, Object> connection, String callback, String state) {
    return begin(tenant, connection, callback, state, Optional.empty());
  }

  @Override
  public FederationRedirect begin(
      TenantContext tenant,
      Map<String, Object> connection,
      String callback,
      String state,
      Optional<Instant> notBefore) {
    var read = read(connection);
    var provider = discovery.of(tenant, read.issuer());
    var memory = new OidcLoginState(callback, secrets.newSecret(), secrets.newSecret());
    var parameters =
        new OidcAuthorizationRequest(read, memory, state).parameters(notBefore, Instant.now());
    return new FederationRedirect(
        UrlParameterEncoder.appendTo(provider.authorization(), parameters), memory.map());
  }

  @Override
  public FederatedIdentity complete(
      TenantContext tenant,
      Map<String, Object> connection,
      Map<String, String> parameters,
      Map<String, String> memory) {
    var left = OidcLoginState.of(memory);
    var read = read(connection);
    if (parameters.containsKey("error")) {
      throw OidcProviderErrorFactory.because("the provider returned an error");
    }
    var code = parameters.getOrDefault("code", "");
    if (code.isEmpty() || code.length() > MAX_CODE) {
      throw OidcProviderErrorFactory.because("the response has no code");
    }
    var provider = discovery.of(tenant, read.issuer());
    requireFromIt(read, provider, parameters);
    var tokens = requests.redeem(tenant, read, provider, code, left);
    var claims = idTokens.validate(tenant, read, provider, tokens, left);
    return identity(read, userInfo.mergeClaims(tenant, claims, provider, tokens.accessToken()));
  }

  /**
   * Checks the issuer of the response (RFC 9207 section 2.4): a response of another provider must
   * not be redeemed here.
   */
  private static void requireFromIt(
      OidcProviderConnection connection,
      OidcProviderMetadata provider,
      Map<String, String> parameters) {
    var named = parameters.get("iss");
    boolean right = named == null ? !provider.namesItself() : named.equals(connection.issuer());
    if (!right) {
      throw OidcProviderErrorFactory.because("the response has the issuer of another provider");
    }
  }

  private static FederatedIdentity identity(
      OidcProviderConnection connection, Map<String, Object> claims) {
    Optional<String> email =
        Optional.ofNullable(claims.get("email"))
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .filter(text -> !text.isBlank());
    Object verified = claims.get("email_verified"); // some providers send a string
    return new FederatedIdentity(
        connection.issuer(),
        (String) claims.get("sub"),
        email,
        email.isPresent() && (Boolean.TRUE.equals(verified) || "true".equals(verified)),
        claims);
  }

  private static OidcProviderConnection read(Map<String, Object> connection) {
    try {
      return OidcProviderConnection.read(connection);
    } catch (IllegalArgumentException e) {
      throw new ApiException(503, "identity_provider_unavailable", e.getMessage());
    }
  }
}
