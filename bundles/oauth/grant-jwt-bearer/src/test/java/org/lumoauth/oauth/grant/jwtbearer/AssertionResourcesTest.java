/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.jwtbearer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grant.jwtbearer.JwtBearerGrantFixture.ACME;
import static org.lumoauth.oauth.grant.jwtbearer.JwtBearerGrantFixture.ALICE;
import static org.lumoauth.oauth.grant.jwtbearer.JwtBearerGrantFixture.asking;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AssertionProfile;
import org.lumoauth.api.oauth.grant.AssertionProfile.AssertionTerms;
import org.lumoauth.api.oauth.resource.ResourcePolicy;
import org.lumoauth.testkit.fake.oauth.FakeResourcePolicy;

/** Resources in an assertion, as in an ID-JAG. */
class AssertionResourcesTest {

  private static final String KIND = "oauth-id-jag+jwt";
  private static final String KNOWN = "https://files.example";
  private static final String UNKNOWN = "https://x.example";

  private final JwtBearerGrantFixture world = new JwtBearerGrantFixture();

  @BeforeEach
  void takesAKindThatNamesResources() {
    world.modules.with(
        AssertionProfile.class,
        KIND,
        (tenant, request, assertion) ->
            new AssertionTerms(
                Optional.empty(), List.of(String.valueOf(assertion.claims().get("resource")))));
    world.modules.with(ResourcePolicy.class, "mcp", new FakeResourcePolicy(KNOWN));
  }

  @Test
  void rejectsUnknownResourceFromAssertion() {
    var refusal = assertThrows(OAuthException.class, () -> redeem(UNKNOWN));

    assertEquals("invalid_target", refusal.code());
    assertEquals(List.of(), world.tokens.issued());
    assertEquals(0, world.modules.openLeases());
  }

  @Test
  void acceptsKnownResourceFromAssertion() {
    redeem(KNOWN);

    assertEquals(List.of(KNOWN), world.tokens.issued().get(0).audience());
  }

  @Test
  void issuesNoTokenIfResourcePolicyIsUnavailable() {
    world.modules.withUnavailable(ResourcePolicy.class, "mcp", "agents-mcp");

    assertEquals(503, assertThrows(OAuthException.class, () -> redeem(KNOWN)).status());
    assertEquals(List.of(), world.tokens.issued());
  }

  @Test
  void preservesAssertionIfResourcePolicyIsUnavailable() {
    world.modules.withUnavailable(ResourcePolicy.class, "mcp", "agents-mcp");
    assertThrows(OAuthException.class, () -> redeem(KNOWN));

    world.modules.with(ResourcePolicy.class, "mcp", new FakeResourcePolicy(KNOWN));

    redeem(KNOWN);
    assertEquals(1, world.tokens.issued().size());
    assertEquals("invalid_grant", assertThrows(OAuthException.class, () -> redeem(KNOWN)).code());
  }

  @Test
  void preservesAssertionIfRequestedResourceDiffers() {
    var refusal =
        assertThrows(OAuthException.class, () -> redeem(KNOWN, Optional.of("https://x.example")));
    assertEquals("invalid_target", refusal.code());

    redeem(KNOWN);
    assertEquals(1, world.tokens.issued().size());
  }

  private void redeem(String resource) {
    redeem(resource, Optional.empty());
  }

  private void redeem(String resource, Optional<String> asked) {
    world.issuers.with(
        ACME,
        "named",
        JwtBearerGrantFixture.said("named", KIND, Map.of("resource", resource)),
        ALICE);
    var request = asking("named");
    world.grant.grant(
        ACME, asked.map(name -> request.with("resource", name)).orElse(request).build());
  }
}
