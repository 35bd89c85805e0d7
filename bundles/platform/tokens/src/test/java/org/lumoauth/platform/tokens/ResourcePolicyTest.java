/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.token.AccessTokenIssuanceRequest;
import org.lumoauth.api.token.InvalidTokenException;
import org.lumoauth.api.token.VerifiedToken;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.testkit.DatabaseTest;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.oauth.FakeResourcePolicy;

/** Tokens for resources that have rules. */
class ResourcePolicyTest {

  private static final String RESOURCE = "https://files.example";

  @DatabaseTest
  void appliesResourcePolicyToIssuedToken(TestDatabase database) {
    TokenServiceFixture world =
        new TokenServiceFixture(database.open(TestDatabase.tablesOf(TokenServiceComponent.class)));
    world.registry.with(ResourcePolicy.class, "mcp", new Shortening());

    var token = world.tokens.issue(TokenServiceFixture.ACME, request(RESOURCE));

    assertEquals(Duration.ofSeconds(60), Duration.between(token.issuedAt(), token.expiresAt()));
    assertEquals(Set.of(), token.scope());
  }

  @DatabaseTest
  void failsIssuanceIfResourcePolicyIsUnavailable(TestDatabase database) {
    TokenServiceFixture world =
        new TokenServiceFixture(database.open(TestDatabase.tablesOf(TokenServiceComponent.class)));
    world.registry.withUnavailable(ResourcePolicy.class, "mcp", "org.lumoauth.agents.mcp");

    var refusal =
        assertThrows(
            OAuthException.class,
            () -> world.tokens.issue(TokenServiceFixture.ACME, request(RESOURCE)));

    assertEquals(503, refusal.status());
    assertEquals("temporarily_unavailable", refusal.code());
    assertEquals(
        "The rules of this resource cannot be checked now. Try again later.", refusal.getMessage());
    world.tokens.issue(TokenServiceFixture.ACME, request(TokenServiceFixture.ACME.issuer()));
  }

  @DatabaseTest
  void rejectsTokenIfResourcePolicyEndsIt(TestDatabase database) throws Exception {
    TokenServiceFixture world =
        new TokenServiceFixture(database.open(TestDatabase.tablesOf(TokenServiceComponent.class)));
    var rules = new Shortening();
    world.registry.with(ResourcePolicy.class, "mcp", rules);
    var jwt = world.tokens.issue(TokenServiceFixture.ACME, request(RESOURCE)).value();
    var own =
        world
            .tokens
            .issue(TokenServiceFixture.ACME, request(TokenServiceFixture.ACME.issuer()))
            .value();
    var held = world.tokens.verifyForAnyAudience(TokenServiceFixture.ACME, jwt);

    rules.ended = true;

    assertThrows(
        InvalidTokenException.class,
        () -> world.tokens.verifyForAnyAudience(TokenServiceFixture.ACME, jwt));
    assertFalse(world.tokens.isStillValid(TokenServiceFixture.ACME, held));
    world.tokens.verify(TokenServiceFixture.ACME, own);
  }

  @DatabaseTest
  void failsVerificationIfResourcePolicyIsUnavailable(TestDatabase database) throws Exception {
    TokenServiceFixture world =
        new TokenServiceFixture(database.open(TestDatabase.tablesOf(TokenServiceComponent.class)));
    var jwt = world.tokens.issue(TokenServiceFixture.ACME, request(RESOURCE)).value();
    world.tokens.verifyForAnyAudience(TokenServiceFixture.ACME, jwt);

    world.registry.withUnavailable(ResourcePolicy.class, "mcp", "org.lumoauth.agents.mcp");

    var refusal =
        assertThrows(
            ApiException.class,
            () -> world.tokens.verifyForAnyAudience(TokenServiceFixture.ACME, jwt));
    assertEquals("module_unavailable", refusal.code());
  }

  @DatabaseTest
  void failsIfResourcePolicyCannotBeActivated(TestDatabase database) throws Exception {
    TokenServiceFixture world =
        new TokenServiceFixture(database.open(TestDatabase.tablesOf(TokenServiceComponent.class)));
    var jwt = world.tokens.issue(TokenServiceFixture.ACME, request(RESOURCE)).value();
    world.registry.withFirstCallFailing(ResourcePolicy.class, "mcp", new Shortening());

    assertThrows(
        ApiException.class, () -> world.tokens.verifyForAnyAudience(TokenServiceFixture.ACME, jwt));

    world.registry.withFirstCallFailing(ResourcePolicy.class, "mcp", new Shortening());
    assertThrows(
        OAuthException.class,
        () -> world.tokens.issue(TokenServiceFixture.ACME, request(RESOURCE)));
  }

  private static AccessTokenIssuanceRequest request(String audience) {
    return TokenServiceFixture.request(
        TokenServiceFixture.USER, List.of(), List.of(audience), Map.of());
  }

  private static final class Shortening extends FakeResourcePolicy {
    private boolean ended;

    @Override
    public boolean isTokenUsable(TenantContext tenant, VerifiedToken token) {
      return !ended;
    }

    @Override
    public AccessTokenIssuanceRequest applyTo(
        TenantContext tenant, AccessTokenIssuanceRequest request) {
      return new AccessTokenIssuanceRequest(
          request.client(),
          request.subject(),
          request.actors(),
          Set.of(),
          request.audience(),
          Duration.ofSeconds(60),
          request.confirmation(),
          request.claims());
    }
  }
}
