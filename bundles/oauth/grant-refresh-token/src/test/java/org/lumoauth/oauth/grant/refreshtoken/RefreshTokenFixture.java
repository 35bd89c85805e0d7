/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.refreshtoken;

import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;
import static org.lumoauth.testkit.builder.TestBuilders.anOAuthRequest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.oauth.token.TokenResponseIssuer;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.oauth.FakeAuthorizationGrantService;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

/** The module on a database, with a clock and a client that has a grant. */
final class RefreshTokenFixture {

  static final TenantContext ACME = aTenant().build();
  static final TenantContext GLOBEX = aTenant("globex").build();
  static final Client APP =
      aClient()
          .withId("app")
          .withGrantTypes("authorization_code", "refresh_token")
          .withScope("openid", "offline_access", "documents.read")
          .build();

  private static final class Clock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final Clock clock = new Clock();
  final FakeAuditLog log = new FakeAuditLog();
  final FakeProviderRegistry registry = new FakeProviderRegistry();
  final FakeTokenService accessTokens = new FakeTokenService();
  final FakeAuthorizationGrantService grants = new FakeAuthorizationGrantService();
  final FakeClientDirectory clients = new FakeClientDirectory().with(ACME, APP);
  final FakeSettingsStore settings =
      new FakeSettingsStore().with(RefreshTokenSettings.SECTION, new RefreshTokenSettings());
  final FakeSecretProtectionService vault = new FakeSecretProtectionService();
  final RefreshTokenFamilyStore store;
  final RefreshTokenService tokens;
  final RefreshTokenContributor contributor;
  final RefreshTokenTypeHandler kind;
  final RefreshTokenGrantHandler grant;

  RefreshTokenFixture(TestDatabase database) {
    store =
        new RefreshTokenFamilyStore(
            database.open(TestDatabase.tablesOf(RefreshTokenFamilyStore.class)));
    tokens = new RefreshTokenService(store, vault, settings, clock);
    contributor = new RefreshTokenContributor(tokens);
    kind = new RefreshTokenTypeHandler(tokens, grants, clients);
    grant = new RefreshTokenGrantHandler(tokens, responses(), grants, log, registry);
  }

  void pass(Duration time) {
    clock.now = clock.now.plus(time);
  }

  Instant now() {
    return clock.now;
  }

  /** The first refresh token of a new grant to {@link #APP}. */
  String begin() {
    return begin(ACME, APP, granted("grn_1", APP), Optional.empty()).orElseThrow();
  }

  /** The first of a grant that asks for nothing beside scopes. */
  String beginPlain() {
    var granted = granted("grn_2", APP);
    var plain =
        new AuthorizationGrant(
            granted.id(),
            granted.clientId(),
            granted.subject(),
            granted.scope(),
            granted.resources(),
            granted.sessionId(),
            granted.authenticatedAt(),
            granted.acr(),
            granted.amr(),
            Optional.empty(),
            Map.of(),
            List.of(),
            Optional.empty());
    return begin(ACME, APP, plain, Optional.empty()).orElseThrow();
  }

  /** What the contributor gives in the answer to a code. */
  Optional<String> begin(
      TenantContext tenant,
      Client client,
      AuthorizationGrant granted,
      Optional<Map<String, Object>> confirmation) {
    grants.add(tenant, granted, "authorization_code");
    var form = anOAuthRequest().with("grant_type", "authorization_code").build();
    var request = new AuthenticatedTokenRequest(client, "client_secret_basic", form, confirmation);
    var members = contributor.members(tenant, request, granted, access(tenant, request, granted));
    return Optional.ofNullable((String) members.get("refresh_token"));
  }

  static AuthorizationGrant granted(String id, Client client) {
    return new AuthorizationGrant(
        id,
        client.clientId(),
        aUserRef(),
        Set.of("openid", "offline_access", "documents.read"),
        List.of("https://a.example", "https://b.example"),
        Optional.of("ses_1"),
        Optional.of(Instant.ofEpochSecond(1_700_000_000)),
        Optional.of("urn:lumoauth:acr:1"),
        Set.of("pwd"),
        Optional.of("n-1"),
        Map.of("userinfo", Map.of("email", Map.of("essential", true))),
        List.of(Map.of("type", "payment", "amount", 5L)),
        Optional.empty());
  }

  static AuthenticatedTokenRequestBuilder refresh(String token) {
    return refresh(APP, token);
  }

  static AuthenticatedTokenRequestBuilder refresh(Client client, String token) {
    return aGrantRequest()
        .from(client)
        .withRequest(
            anOAuthRequest().with("grant_type", "refresh_token").with("refresh_token", token));
  }

  /** Refreshes and returns the next token. */
  String next(String token) {
    return grant.grant(ACME, refresh(token).build()).refreshToken().orElseThrow();
  }

  private TokenResponseIssuer responses() {
    return new TokenResponseIssuer() {
      @Override
      public TokenResponse issue(
          TenantContext tenant,
          AuthenticatedTokenRequest request,
          AuthorizationGrant granted,
          Set<String> scope,
          List<String> resources) {
        return TokenResponse.bearer(
            accessTokens.issue(
                tenant,
                new AccessTokenIssuanceRequest(
                    request.client(),
                    granted.subject(),
                    List.of(),
                    scope,
                    resources,
                    request.client().accessTokenLifetime(),
                    request.confirmation(),
                    Map.of("grant_id", granted.id()))));
      }

      @Override
      public void requireWithin(
          TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant granted) {
        if (request.request().parameter("authorization_details").isPresent()) {
          throw new OAuthException(
              400, "invalid_authorization_details", "The authorization_details exceed the grant.");
        }
      }
    };
  }

  private IssuedToken access(
      TenantContext tenant, AuthenticatedTokenRequest request, AuthorizationGrant granted) {
    return responses()
        .issue(tenant, request, granted, granted.scope(), granted.resources())
        .accessToken();
  }
}
