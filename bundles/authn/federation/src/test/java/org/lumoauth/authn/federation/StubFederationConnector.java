/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.federation.FederationConnector;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** A provider that returns the identity that a test sets. */
public final class StubFederationConnector implements FederationConnector {

  public static final String ISSUER = "https://idp.example";

  /** Who comes back next; nobody if it is null. */
  public FederatedIdentity next = identity("them", "ada@idp.example", true, Map.of());

  /** Whether the provider answers nothing. */
  public boolean silent;

  /** The connection that it was last asked with. */
  public Map<String, Object> connection = Map.of();

  /** What it was last asked to be fresh. */
  public Optional<Instant> notBefore = Optional.empty();

  public static FederatedIdentity identity(
      String subject, String email, boolean verified, Map<String, Object> claims) {
    return new FederatedIdentity(
        ISSUER, subject, Optional.ofNullable(email), verified, new HashMap<>(claims));
  }

  @Override
  public List<FederationProviderPreset> presets() {
    return List.of(
        new FederationProviderPreset(
            "google",
            "Google",
            List.of("clientId", "clientSecret"),
            List.of(),
            List.of("openid"),
            Map.of("issuer", ISSUER),
            false),
        new FederationProviderPreset(
            "oidc",
            "OpenID Connect",
            List.of("clientId", "issuer"),
            List.of("clientSecret", "colour", "userInfoUrl", "subjectClaim"),
            List.of("openid"),
            Map.of(),
            true),
        new FederationProviderPreset(
            "public",
            "A public client",
            List.of("clientId", "issuer"),
            List.of("colour", "userInfoUrl", "subjectClaim"),
            List.of("openid"),
            Map.of("secretless", true),
            true));
  }

  @Override
  public Optional<String> findProblem(Map<String, Object> settings) {
    return settings.containsKey("clientSecret") || settings.containsKey("secretless")
        ? Optional.empty()
        : Optional.of("clientSecret is needed.");
  }

  @Override
  public FederationRedirect begin(
      TenantContext tenant, Map<String, Object> settings, String callback, String state) {
    return begin(tenant, settings, callback, state, Optional.empty());
  }

  @Override
  public FederationRedirect begin(
      TenantContext tenant,
      Map<String, Object> settings,
      String callback,
      String state,
      Optional<Instant> earliest) {
    requireAnswer();
    connection = settings;
    notBefore = earliest;
    return new FederationRedirect(ISSUER + "/authorize?state=" + state, Map.of("nonce", "n"));
  }

  @Override
  public FederatedIdentity complete(
      TenantContext tenant,
      Map<String, Object> settings,
      Map<String, String> parameters,
      Map<String, String> memory) {
    requireAnswer();
    if (next == null
        || !"good".equals(parameters.get("code"))
        || !"n".equals(memory.get("nonce"))) {
      throw ApiException.unauthenticated("it does not hold");
    }
    return next;
  }

  private void requireAnswer() {
    if (silent) {
      throw new ApiException(
          503, "identity_provider_unavailable", "The identity provider is unavailable: no answer.");
    }
  }
}
