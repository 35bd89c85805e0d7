package org.lumoauth.authn.federationoidc;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.federation.FederationConnector;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.outbound.UrlParameters;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signs people in by OpenID providers: the authorization code flow with PKCE and a nonce. */
@Component(property = {"lumoauth.kind=federation-connector", "lumoauth.name=oidc"})
public final class OidcConnector implements FederationConnector {

  private static final int MAX_CODE = 4_000;

  private final Discovery discovery;
  private final TokenRequests requests;
  private final IdTokens idTokens;
  private final UserInfo userInfo;
  private final SecretVault secrets;
  private final List<Preset> presets = Presets.read();

  @Activate
  public OidcConnector(
      @Reference Discovery discovery,
      @Reference TokenRequests requests,
      @Reference IdTokens idTokens,
      @Reference UserInfo userInfo,
      @Reference SecretVault secrets) {
    this.discovery = discovery;
    this.requests = requests;
    this.idTokens = idTokens;
    this.userInfo = userInfo;
    this.secrets = secrets;
  }

  @Override
  public List<Preset> presets() {
    return presets;
  }

  @Override
  public Optional<String> objection(Map<String, Object> connection) {
    try {
      Connection.read(connection);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public Redirect begin(
      TenantContext tenant, Map<String, Object> connection, String callback, String state) {
    return begin(tenant, connection, callback, state, Optional.empty());
  }

  @Override
  public Redirect begin(
      TenantContext tenant,
      Map<String, Object> connection,
      String callback,
      String state,
      Optional<Instant> notBefore) {
    var read = read(connection);
    var provider = discovery.of(tenant, read.issuer());
    var memory = new Memory(callback, secrets.newSecret(), secrets.newSecret());
    var parameters =
        new AuthorizationRequest(read, memory, state).parameters(notBefore, Instant.now());
    return new Redirect(UrlParameters.on(provider.authorization(), parameters), memory.map());
  }

  @Override
  public FederatedIdentity complete(
      TenantContext tenant,
      Map<String, Object> connection,
      Map<String, String> parameters,
      Map<String, String> memory) {
    var left = Memory.of(memory);
    var read = read(connection);
    if (parameters.containsKey("error")) {
      throw Refused.because("the provider refused");
    }
    var code = parameters.getOrDefault("code", "");
    if (code.isEmpty() || code.length() > MAX_CODE) {
      throw Refused.because("there is no code");
    }
    var provider = discovery.of(tenant, read.issuer());
    requireFromIt(read, provider, parameters);
    var tokens = requests.redeem(tenant, read, provider, code, left);
    var claims = idTokens.claims(tenant, read, provider, tokens, left);
    return identity(read, userInfo.added(tenant, claims, provider, tokens.accessToken()));
  }

  /** RFC 9207 section 2.4: an answer of another provider is not redeemed at this one. */
  private static void requireFromIt(
      Connection connection, ProviderMetadata provider, Map<String, String> parameters) {
    var named = parameters.get("iss");
    boolean right = named == null ? !provider.namesItself() : named.equals(connection.issuer());
    if (!right) {
      throw Refused.because("the answer is another provider's");
    }
  }

  private static FederatedIdentity identity(Connection connection, Map<String, Object> claims) {
    Optional<String> email =
        Optional.ofNullable(claims.get("email"))
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .filter(text -> !text.isBlank());
    Object verified = claims.get("email_verified"); // some send it as text
    return new FederatedIdentity(
        connection.issuer(),
        (String) claims.get("sub"),
        email,
        email.isPresent() && (Boolean.TRUE.equals(verified) || "true".equals(verified)),
        claims);
  }

  private static Connection read(Map<String, Object> connection) {
    try {
      return Connection.read(connection);
    } catch (IllegalArgumentException e) {
      throw new Problem(503, "identity_provider_unavailable", e.getMessage());
    }
  }
}
