/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.jwtbearer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.oauth.grant.jwtbearer.JwtBearerGrantFixture.ACME;
import static org.lumoauth.oauth.grant.jwtbearer.JwtBearerGrantFixture.ALICE;
import static org.lumoauth.oauth.grant.jwtbearer.JwtBearerGrantFixture.APP;
import static org.lumoauth.oauth.grant.jwtbearer.JwtBearerGrantFixture.asking;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsType;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.oauth.grant.AssertionProfile;
import org.lumoauth.api.oauth.grant.AssertionProfile.AssertionTerms;
import org.lumoauth.api.oauth.token.TokenResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.oauth.TokenContentSizeValidator;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;

/** Authorization details in an assertion, as in an ID-JAG. */
class AssertionAuthorizationDetailsTest {

  private static final String KIND = "oauth-id-jag+jwt";
  private static final Map<String, Object> READ =
      Map.of("type", "documents", "actions", List.of("read"));
  private static final Map<String, Object> WRITE =
      Map.of("type", "documents", "actions", List.of("write"));
  private static final String ASKED =
      """
      [{"type":"documents","actions":["read"]}]""";

  private final JwtBearerGrantFixture world = new JwtBearerGrantFixture();
  private List<Map<String, Object>> permitted = List.of(READ);
  private Optional<Set<String>> scope = Optional.of(Set.of());

  @BeforeEach
  void takesAKindThatPermitsThingsInDetail() {
    world.modules.with(
        AssertionProfile.class,
        KIND,
        (tenant, request, assertion) -> new AssertionTerms(scope, List.of(), List.of(), permitted));
    world.modules.with(AuthorizationDetailsType.class, "documents", new Documents());
    world.issuers.with(
        ACME, "detailed", JwtBearerGrantFixture.said("detailed", KIND, Map.of()), ALICE);
  }

  @Test
  void grantsAuthorizationDetailsWithoutScope() {
    TokenResponse response = redeem(asking("detailed"));

    assertEquals(List.of(READ), response.additional().get("authorization_details"));
    assertEquals(List.of(READ), world.tokens.issued().get(0).claims().get("authorization_details"));
    assertEquals(Set.of(), world.tokens.issued().get(0).scope());
  }

  @Test
  void grantsScopeWithAuthorizationDetails() {
    scope = Optional.of(Set.of("documents.read"));

    redeem(asking("detailed"));

    assertEquals(Set.of("documents.read"), world.tokens.issued().get(0).scope());
  }

  @Test
  void grantsRequestedSubsetOfDetails() {
    permitted = List.of(READ, Map.of("type", "documents", "actions", List.of("read", "read")));

    TokenResponse response = redeem(asking("detailed").with("authorization_details", ASKED));

    assertEquals(List.of(READ), response.additional().get("authorization_details"));
  }

  @Test
  void rejectsExcessDetailsWithoutConsumingAssertion() {
    String more =
        """
        [{"type":"documents","actions":["read"],"folder":"/"}]""";
    assertRefused(asking("detailed").with("authorization_details", more));
    assertRefused(asking("detailed").with("authorization_details", "[null"));

    redeem(asking("detailed"));
  }

  @Test
  void rejectsOversizedDetailsWithoutConsumingAssertion() {
    var more = Collections.nCopies(TokenContentSizeValidator.GRANTED / "'read',".length(), "read");
    permitted = List.of(READ, Map.of("type", "documents", "actions", more));

    assertRefused("invalid_request", asking("detailed"));

    redeem(asking("detailed").with("authorization_details", ASKED));
  }

  @Test
  void auditsGrantedDetails() {
    permitted = List.of(READ, Map.of("type", "documents", "actions", List.of("read", "read")));

    redeem(asking("detailed").with("authorization_details", ASKED));

    assertEquals(
        List.of(READ), world.log.last(ACME.id()).event().details().get("authorization_details"));
  }

  /** Trusted for the scope documents.read, an issuer gives nothing else in detail either. */
  @Test
  void rejectsDetailsNotAllowedForIssuer() {
    permitted = List.of(READ, WRITE);

    assertRefused(asking("detailed"));
  }

  @Test
  void rejectsUnknownOrUnregisteredDetailsType() {
    permitted = List.of(Map.of("type", "mail", "actions", List.of("read")));
    assertRefused(asking("detailed")); // of which the issuer may give mail.read

    permitted = List.of(READ);
    assertRefused(
        asking("detailed").from(APP.with("authorization_details_types", List.of("payment"))));
  }

  @Test
  void limitsAgentToDetailsWithinItsScopes() {
    var agent = APP.of(new SubjectRef(SubjectRef.AGENT, "agt_1"));
    assertRefused(asking("detailed").from(agent.withScope("mail.read")));

    redeem(asking("detailed").from(agent.withScope("documents.read")));
  }

  @Test
  void rejectsDetailsMissingFromAssertion() {
    permitted = List.of();
    scope = Optional.empty();

    assertRefused(asking("detailed").with("authorization_details", ASKED));
    assertFalse(redeem(asking("detailed")).additional().containsKey("authorization_details"));
  }

  private void assertRefused(AuthenticatedTokenRequestBuilder request) {
    assertRefused("invalid_authorization_details", request);
  }

  private void assertRefused(String code, AuthenticatedTokenRequestBuilder request) {
    assertEquals(code, assertThrows(OAuthException.class, () -> redeem(request)).code());
    assertEquals(List.of(), world.tokens.issued());
    assertEquals(0, world.modules.openLeases());
  }

  private TokenResponse redeem(AuthenticatedTokenRequestBuilder request) {
    return world.grant.grant(ACME, request.build());
  }

  private static final class Documents implements AuthorizationDetailsType {
    @Override
    public Map<String, Object> check(
        TenantContext tenant, Client client, Map<String, Object> detail) {
      return detail;
    }

    @Override
    public List<String> describe(TenantContext tenant, Map<String, Object> detail, Locale locale) {
      return List.of("Documents");
    }
  }
}
