/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grants.GrantBundleFixture.ACME;
import static org.lumoauth.oauth.grants.GrantBundleFixture.ALICE;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsType;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AuthenticatedTokenRequest;
import org.lumoauth.api.oauth.grant.AuthorizationGrant;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.oauth.token.TokenResponseContributor;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.IssuedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.oauth.FakeAuthorizationGrantService;
import org.lumoauth.testkit.fake.oauth.FakeResourcePolicy;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;

class DefaultTokenResponseIssuerTest {

  private static final String FILES = "https://files.example.com/";
  private static final Map<String, Object> KEY = Map.of("jkt", "thumbprint");

  private final FakeTokenService tokens = new FakeTokenService();
  private final FakeAuthorizationGrantService grants = new FakeAuthorizationGrantService();
  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final DefaultTokenResponseIssuer responses =
      new DefaultTokenResponseIssuer(tokens, grants, registry);

  @BeforeEach
  void addTheGrant() {
    grants.add(ACME, grant(), "authorization_code");
  }

  @AfterEach
  void leavesNoProviderHeld() {
    assertEquals(0, registry.openLeases());
  }

  @Test
  void narrowsGrantToCurrentClientScopes() {
    var poorer = aGrantRequest().from(aClient().withScope("documents.read", "openid")).build();
    var nothing = aGrantRequest().from(aClient().withScope("other")).build();

    assertEquals(Set.of("documents.read"), responses.narrow(ACME, poorer, grant()).grant().scope());
    assertThrows(OAuthException.class, () -> responses.narrow(ACME, nothing, grant()));
  }

  @Test
  void issuesRequestedSubsetOfGrant() {
    var token = issue(aGrantRequest().build(), grant(), Set.of("documents.read"), List.of(FILES));

    assertEquals(Set.of("documents.read"), token.accessToken().scope());
    assertEquals(List.of(FILES), tokens.issued().get(0).audience());
  }

  @Test
  void allowsMembersDerivedFromOtherMembers() {
    registry.with(
        TokenResponseContributor.class,
        "a",
        new TokenResponseContributor() {
          @Override
          public Map<String, Object> members(
              TenantContext tenant,
              AuthenticatedTokenRequest by,
              AuthorizationGrant grant,
              IssuedToken token) {
            return Map.of();
          }

          @Override
          public Map<String, Object> derivedMembers(
              TenantContext tenant,
              AuthenticatedTokenRequest by,
              AuthorizationGrant grant,
              IssuedToken token,
              Map<String, Object> members) {
            return Map.of("of", members.get("refresh_token"));
          }
        });
    registry.with(
        TokenResponseContributor.class,
        "b",
        (tenant, by, grant, token) -> Map.of("refresh_token", "r-1"));

    var response = issue(aGrantRequest().build(), grant(), Set.of(), List.of());

    assertEquals("r-1", response.additional().get("of"));
  }

  @Test
  void failsBeforeConsumptionIfContributorIsUnavailable() {
    registry.withUnavailable(TokenResponseContributor.class, "id_token", "oauth-openid");

    var refusal =
        assertThrows(
            ApiException.class,
            () -> responses.requireWithin(ACME, aGrantRequest().build(), grant()));

    assertEquals("module_unavailable", refusal.code());
    assertEquals("oauth-openid", refusal.details().get("module"));
  }

  @Test
  void failsBeforeConsumptionIfContributorCannotBeActivated() {
    TokenResponseContributor nothing = (tenant, by, grant, token) -> Map.of();
    registry.withFirstCallFailing(TokenResponseContributor.class, "id_token", nothing);

    assertThrows(
        ApiException.class, () -> responses.requireWithin(ACME, aGrantRequest().build(), grant()));
  }

  /** The scope may be one that the resource gives. */
  @Test
  void failsTemporarilyIfResourcePolicyIsUnavailable() {
    var client = aClient().withScope("openid");
    registry.withUnavailable(ResourcePolicy.class, "mcp", "agents-mcp");

    assertAway(aGrantRequest().from(client).withScope("documents.read").build());
    assertAway(aGrantRequest().from(client).build());

    registry.withFirstCallFailing(ResourcePolicy.class, "mcp", new FakeResourcePolicy(FILES));
    assertAway(aGrantRequest().from(client).withScope("documents.read").build());
  }

  @Test
  void checksGrantResourcesOnceWithoutRequestedResource() {
    var request = aGrantRequest().build();
    var checked = checkedResources();

    responses.requireWithin(ACME, request, grant());
    issue(request, grant(), Set.of(), List.of(FILES));

    assertEquals(List.of(grant().resources()), checked);
  }

  @Test
  void doesNotCheckResourcesOfRequestAgain() {
    var request = aGrantRequest().with("resource", FILES).build();
    var checked = checkedResources();

    responses.requireWithin(ACME, request, grant());
    issue(request, grant(), Set.of(), List.of(FILES));

    assertEquals(List.of(), checked);
  }

  private List<List<String>> checkedResources() {
    List<List<String>> checked = new ArrayList<>();
    registry.with(
        ResourcePolicy.class,
        "counting",
        new FakeResourcePolicy() {
          @Override
          public void check(
              TenantContext tenant, AuthenticatedTokenRequest request, List<String> granted) {
            checked.add(granted);
          }
        });
    return checked;
  }

  private void assertAway(AuthenticatedTokenRequest request) {
    var refusal =
        assertThrows(OAuthException.class, () -> responses.narrow(ACME, request, grant()));
    assertEquals(503, refusal.status());
  }

  @Test
  void failsBeforeConsumptionIfContributorRejects() {
    registry.with(
        TokenResponseContributor.class,
        "id_token",
        new TokenResponseContributor() {
          @Override
          public void requirePossible(
              TenantContext tenant, AuthenticatedTokenRequest by, AuthorizationGrant grant) {
            throw new OAuthException(400, "invalid_client_metadata", "The client has no key.");
          }

          @Override
          public Map<String, Object> members(
              TenantContext tenant,
              AuthenticatedTokenRequest by,
              AuthorizationGrant grant,
              IssuedToken token) {
            return Map.of();
          }
        });

    var refusal =
        assertThrows(
            OAuthException.class,
            () -> responses.requireWithin(ACME, aGrantRequest().build(), grant()));

    assertEquals("invalid_client_metadata", refusal.code());
  }

  @Test
  void requiresNoContributorThatIsNotInstalled() {
    registry.without(TokenResponseContributor.class, "id_token");

    assertDoesNotThrow(() -> responses.requireWithin(ACME, aGrantRequest().build(), grant()));
  }

  @Test
  void includesGrantSessionAndAuthenticationClaims() {
    issue(aGrantRequest().build(), grant(), Set.of(), List.of());

    var claims = tokens.issued().get(0).claims();
    assertEquals("grn_1", claims.get("grant_id"));
    assertEquals("ses_1", claims.get("sid"));
    assertEquals(grant().authenticatedAt().get().getEpochSecond(), claims.get("auth_time"));
    assertEquals("urn:lumoauth:acr:1", claims.get("acr"));
    assertEquals(List.of("pwd"), claims.get("amr"));
  }

  @Test
  void omitsSessionFromOfflineAccessToken() {
    AuthorizationGrant offline = GrantBundleFixture.grant("grn_2", ALICE, "offline_access");
    grants.add(ACME, offline, "authorization_code");

    issue(aGrantRequest().build(), offline, Set.of(), List.of());

    assertFalse(tokens.issued().get(0).claims().containsKey("sid"));
  }

  @Test
  void rejectsClientOfAnotherGrant() {
    var other = aGrantRequest().from(aClient().withId("cli_other")).build();

    assertEquals("invalid_grant", refusal(other, grant(), Set.of(), List.of()));
  }

  @Test
  void rejectsScopeBeyondGrant() {
    assertEquals(
        "invalid_scope", refusal(aGrantRequest().build(), grant(), Set.of("admin"), List.of()));
  }

  @Test
  void rejectsResourceOutsideGrant() {
    assertEquals(
        "invalid_target",
        refusal(aGrantRequest().build(), grant(), Set.of(), List.of("https://evil.example/")));
  }

  @Test
  void rejectsRevokedGrant() {
    grants.end(ACME, "grn_1");

    assertEquals("invalid_grant", refusal(aGrantRequest().build(), grant(), Set.of(), List.of()));
    assertEquals(List.of(), tokens.issued());
  }

  @Test
  void rejectsGrantRevokedDuringIssuance() {
    TokenResponseContributor slow =
        (tenant, request, grant, token) -> {
          grants.end(tenant, grant.id());
          return Map.of();
        };
    registry.with(TokenResponseContributor.class, "slow", slow);

    assertEquals("invalid_grant", refusal(aGrantRequest().build(), grant(), Set.of(), List.of()));
  }

  @Test
  void rejectsBoundGrantWithoutItsKey() {
    var bound = boundTo(KEY);

    assertEquals("invalid_grant", refusal(aGrantRequest().build(), bound, Set.of(), List.of()));
    assertEquals(
        "invalid_grant",
        refusal(
            aGrantRequest().boundTo(Map.of("jkt", "other")).build(), bound, Set.of(), List.of()));
  }

  @Test
  void bindsTokenToProvenKey() {
    issue(aGrantRequest().boundTo(KEY).build(), boundTo(KEY), Set.of(), List.of());

    assertEquals(Optional.of(KEY), tokens.issued().get(0).confirmation());
  }

  @Test
  void addsContributedMembers() {
    TokenResponseContributor contributor =
        (tenant, request, grant, token) ->
            Map.of("refresh_token", "rt", "id_token", "it", "extra", 1);
    registry.with(TokenResponseContributor.class, "some", contributor);

    TokenResponse response = issue(aGrantRequest().build(), grant(), Set.of(), List.of());

    assertEquals(Optional.of("rt"), response.refreshToken());
    assertEquals(Optional.of("it"), response.idToken());
    assertEquals(Map.of("extra", 1), response.additional());
  }

  @Test
  void issuesGrantedDetailsOrRequestedSubset() {
    registry.with(AuthorizationDetailsType.class, "pay", new Pay());
    var all = detailed(Map.of("type", "pay", "limit", 50L));

    var whole = issue(aGrantRequest().build(), all, Set.of(), List.of());
    var part = issue(asking("[{\"type\":\"pay\",\"limit\":20}]"), all, Set.of(), List.of());

    assertEquals(all.authorizationDetails(), whole.additional().get("authorization_details"));
    List<Map<String, Object>> less = List.of(Map.of("type", "pay", "limit", 20));
    assertEquals(less, part.additional().get("authorization_details"));
    assertEquals(less, tokens.issued().get(1).claims().get("authorization_details"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"type\":\"pay\",\"limit\":51}]",
        """
        [{"type":"pay","limit":1},{"type":"pay","limit":99}]""",
        "[{\"type\":\"other\",\"limit\":1}]",
        "[{\"limit\":1}]",
        "[null]",
        "{}",
        "null",
        "x",
        "[] []"
      })
  void rejectsDetailsBeyondGrant(String asked) {
    registry.with(AuthorizationDetailsType.class, "pay", new Pay());
    var granted = detailed(Map.of("type", "pay", "limit", 50L));

    assertEquals(
        "invalid_authorization_details", refusal(asking(asked), granted, Set.of(), List.of()));
    assertThrows(OAuthException.class, () -> responses.requireWithin(ACME, asking(asked), granted));
    assertEquals(List.of(), tokens.issued());
  }

  @Test
  void rejectsOversizedDetailsBeforeConsumption() {
    registry.with(AuthorizationDetailsType.class, "pay", new Pay());
    var large = detailed(Map.of("type", "pay", "limit", 50L, "for", "x".repeat(4_700)));

    var refusal =
        assertThrows(
            OAuthException.class,
            () -> responses.requireWithin(ACME, aGrantRequest().build(), large));

    assertEquals("invalid_request", refusal.code());
    assertDoesNotThrow(
        () -> responses.requireWithin(ACME, asking("[{\"type\":\"pay\",\"limit\":20}]"), large));
  }

  /** Payments up to a limit. */
  private static final class Pay implements AuthorizationDetailsType {
    @Override
    public Map<String, Object> check(
        TenantContext tenant, Client client, Map<String, Object> detail) {
      return detail;
    }

    @Override
    public List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale) {
      return List.of("Pay");
    }

    @Override
    public boolean isWithin(
        TenantContext tenant, Map<String, Object> detail, Map<String, Object> granted) {
      return (Integer) detail.get("limit") <= (Integer) granted.get("limit");
    }
  }

  private static AuthenticatedTokenRequest asking(String details) {
    return aGrantRequest().with("authorization_details", details).build();
  }

  private static AuthorizationGrant detailed(Map<String, Object> detail) {
    var of = grant();
    return new AuthorizationGrant(
        of.id(),
        of.clientId(),
        of.subject(),
        of.scope(),
        of.resources(),
        of.sessionId(),
        of.authenticatedAt(),
        of.acr(),
        of.amr(),
        of.nonce(),
        of.claims(),
        List.of(detail),
        of.confirmation());
  }

  private TokenResponse issue(
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      Set<String> scope,
      List<String> resources) {
    return responses.issue(ACME, request, grant, scope, resources);
  }

  private String refusal(
      AuthenticatedTokenRequest request,
      AuthorizationGrant grant,
      Set<String> scope,
      List<String> resources) {
    return assertThrows(OAuthException.class, () -> issue(request, grant, scope, resources)).code();
  }

  private static AuthorizationGrant grant() {
    return GrantBundleFixture.grant("grn_1", ALICE, "documents.read", "documents.write");
  }

  private static AuthorizationGrant boundTo(Map<String, Object> key) {
    var of = grant();
    return new AuthorizationGrant(
        of.id(),
        of.clientId(),
        of.subject(),
        of.scope(),
        of.resources(),
        of.sessionId(),
        of.authenticatedAt(),
        of.acr(),
        of.amr(),
        of.nonce(),
        of.claims(),
        of.authorizationDetails(),
        Optional.of(key));
  }
}
