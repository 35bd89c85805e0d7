/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federationoauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lumoauth.api.federation.FederationConnector;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.outbound.OutboundHttpClient;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.support.encoding.UrlParameterEncoder;
import org.lumoauth.support.oauth.PkceChallengeCalculator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Signs users in through providers that support OAuth 2.0 only, such as GitHub, with the
 * authorization code flow and PKCE. Only an access token from the provider's token endpoint, issued
 * for this client's code, identifies the user; a token sent by a browser never does. The claims
 * {@code auth_time}, {@code amr} and {@code acr} of a profile are ignored, because only an ID token
 * can assert them.
 */
@Component(property = {"lumoauth.kind=federation-connector", "lumoauth.name=oauth"})
public final class OAuthConnector implements FederationConnector {

  private static final int MAX_CODE = 4_000;

  /** OpenID Connect Core section 2: claims of ID tokens. */
  private static final Set<String> OF_ID_TOKENS = Set.of("auth_time", "amr", "acr");

  private final OAuthProviderClient requests;
  private final SecretProtectionService secrets;
  private final List<FederationProviderPreset> presets = OAuthProviderPresetReader.read();

  @Activate
  public OAuthConnector(
      @Reference OutboundHttpClient http, @Reference SecretProtectionService secrets) {
    this.requests = new OAuthProviderClient(http);
    this.secrets = secrets;
  }

  @Override
  public List<FederationProviderPreset> presets() {
    return presets;
  }

  @Override
  public Optional<String> findProblem(Map<String, Object> connection) {
    try {
      OAuthProviderConnection.read(connection);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  @Override
  public FederationRedirect begin(
      TenantContext tenant, Map<String, Object> connection, String callback, String state) {
    var read = read(connection);
    var memory = new OAuthLoginState(callback, state, secrets.newSecret());
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("response_type", "code");
    parameters.put("client_id", read.clientId());
    parameters.put("redirect_uri", callback);
    parameters.put("scope", String.join(" ", read.scopes()));
    parameters.put("state", state);
    parameters.put("code_challenge", PkceChallengeCalculator.computeChallenge(memory.verifier()));
    parameters.put("code_challenge_method", PkceChallengeCalculator.METHOD);
    return new FederationRedirect(
        UrlParameterEncoder.appendTo(read.authorization(), parameters), memory.map());
  }

  @Override
  public FederatedIdentity complete(
      TenantContext tenant,
      Map<String, Object> connection,
      Map<String, String> parameters,
      Map<String, String> memory) {
    var left = OAuthLoginState.of(memory);
    var read = read(connection);
    var code = parameters.getOrDefault("code", "");
    if (code.isEmpty() || code.length() > MAX_CODE) {
      throw OAuthProviderErrorFactory.because("the response has no code");
    }
    if (!left.matchesState(parameters.getOrDefault("state", ""))) {
      throw OAuthProviderErrorFactory.because("the state does not match the sign-in");
    }
    if (!parameters.getOrDefault("iss", read.issuer()).equals(read.issuer())) { // RFC 9207
      throw OAuthProviderErrorFactory.because("the response has the issuer of another provider");
    }
    var token = requests.redeem(tenant, read, code, left);
    var profile =
        requests
            .read(tenant, read.user(), token)
            .filter(JsonNode::isObject)
            .orElseThrow(
                () ->
                    OAuthProviderErrorFactory.because(
                        "the provider's profile does not identify the user"));
    return identity(read, profile, emails(tenant, read, profile, token));
  }

  private ProviderEmail emails(
      TenantContext tenant, OAuthProviderConnection connection, JsonNode profile, String token) {
    return connection
        .emails()
        .map(
            address ->
                requests
                    .read(tenant, address, token)
                    .filter(JsonNode::isArray)
                    .map(ProviderEmail::primary)
                    .orElse(new ProviderEmail(Optional.empty(), false)))
        .orElseGet(() -> ProviderEmail.inProfile(profile));
  }

  private static FederatedIdentity identity(
      OAuthProviderConnection connection, JsonNode profile, ProviderEmail emails) {
    JsonNode subject = profile.path(connection.subject());
    // The subject is a number or a string. A login name may be reassigned to another user, so it is
    // used only if an administrator chooses that member.
    if (!subject.isIntegralNumber() && !subject.isTextual() || subject.asText().isBlank()) {
      throw OAuthProviderErrorFactory.because("the provider's profile does not identify the user");
    }
    Map<String, Object> claims = OAuthProviderJsonReader.map(profile);
    claims.keySet().removeAll(OF_ID_TOKENS);
    return new FederatedIdentity(
        connection.issuer(), subject.asText(), emails.address(), emails.verified(), claims);
  }

  private static OAuthProviderConnection read(Map<String, Object> connection) {
    try {
      return OAuthProviderConnection.read(connection);
    } catch (IllegalArgumentException e) {
      throw new ApiException(503, "identity_provider_unavailable", e.getMessage());
    }
  }
}
