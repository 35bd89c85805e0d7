/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.federation.TrustedIssuer;
import org.lumoauth.api.federation.TrustedIssuerService.VerifiedAssertion;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.AssertionProfile.AssertionTerms;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.oauth.FakeTrustedIssuerService;

class IdJagAssertionProfileTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String IDP = "https://idp.example";

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(IdJagSettings.SECTION, new IdJagSettings());
  private final IdJagAssertionProfile profile = new IdJagAssertionProfile(settings);

  @Test
  void limitsTokenToAssertionScope() {
    assertEquals(Optional.of(Set.of("a", "b")), check(Map.of("scope", "a b")).scope());
    assertEquals(Optional.empty(), check(Map.of()).scope());
  }

  @Test
  void rejectsAssertionForAnotherClientOrAudience() {
    assertEquals("invalid_grant", refusal(Map.of("client_id", "other")));
    assertEquals("invalid_grant", refusal(Map.of("aud", "https://else.example")));
    assertEquals("invalid_grant", refusal(Map.of("aud", List.of(ACME.issuer(), IDP))));
  }

  @Test
  void rejectsAssertionIfTenantDisabledIt() {
    settings.change(ACME, CrossAppAccessSettings.SECTION, Map.of("resourceEnabled", false));

    assertEquals("invalid_grant", refusal(Map.of()));
  }

  @Test
  void grantsDetailsWithOnlyExplicitScope() {
    List<Map<String, Object>> details =
        List.of(Map.of("type", "visit", "actions", List.of("read")));

    AssertionTerms alone = check(Map.of("authorization_details", details));
    assertEquals(details, alone.authorizationDetails());
    assertEquals(Optional.of(Set.of()), alone.scope());
    AssertionTerms both = check(Map.of("authorization_details", details, "scope", "a"));
    assertEquals(Optional.of(Set.of("a")), both.scope());
  }

  @Test
  void rejectsMalformedAuthorizationDetails() {
    for (Object none :
        List.of(
            List.of(),
            "visit",
            Map.of("type", "visit"),
            List.of("visit"),
            List.of(Map.of("actions", List.of("read"))),
            List.of(Map.of("type", 7)),
            Collections.nCopies(21, Map.of("type", "visit")))) {
      assertEquals("invalid_grant", refusal(Map.of("authorization_details", none)), none::toString);
    }
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("authorization_details", null);
    assertEquals("invalid_grant", refusal(nothing));
  }

  @Test
  void qualifiesActorChainWithIssuer() {
    AssertionTerms terms =
        check(Map.of("act", Map.of("sub", "agt_2", "act", Map.of("sub", "agt_1"))));

    assertEquals(
        List.of(IDP + "#agt_2", IDP + "#agt_1"),
        terms.actors().stream().map(SubjectRef::id).toList());
    assertEquals(ExternalActor.TYPE, terms.actors().get(0).type());
  }

  @Test
  void rejectsActorChainBeyondTenantLimit() {
    Map<String, Object> three = act("agt_1", act("agt_2", act("agt_3", null)));
    assertEquals(3, check(Map.of("act", three)).actors().size());
    assertEquals("invalid_grant", refusal(Map.of("act", act("agt_0", three))));

    settings.change(ACME, IdJagSettings.SECTION, Map.of("maxActors", 0L));
    assertEquals("invalid_grant", refusal(Map.of("act", act("agt_1", null))));
  }

  @Test
  void rejectsActorWithoutSub() {
    assertEquals("invalid_grant", refusal(Map.of("act", "agt_1")));
    assertEquals("invalid_grant", refusal(Map.of("act", Map.of("iss", IDP))));
    assertEquals("invalid_grant", refusal(Map.of("act", Map.of("sub", " "))));
    assertEquals("invalid_grant", refusal(Map.of("act", Map.of("sub", "x".repeat(256)))));
    assertEquals("invalid_grant", refusal(Map.of("act", act("agt_1", Map.of("sub", 7)))));
  }

  @Test
  void reportsActorAsActiveWhileIssuerIsTrusted() {
    var subject = new ExternalActor(IDP, "agt_1#x").subject();
    var trusted =
        new ExternalActorSubjectSource(
            new FakeTrustedIssuerService()
                .withUnknownSubject(ACME, "jwt", assertion(true, Map.of())));
    var barred =
        new ExternalActorSubjectSource(
            new FakeTrustedIssuerService()
                .withUnknownSubject(ACME, "jwt", assertion(false, Map.of())));

    assertEquals(SubjectStatus.ENABLED, trusted.status(ACME, subject));
    assertEquals(SubjectStatus.DISABLED, barred.status(ACME, subject));
    assertEquals(SubjectStatus.UNKNOWN, trusted.status(aTenant("globex").build(), subject));
    assertEquals(
        SubjectStatus.UNKNOWN, trusted.status(ACME, new SubjectRef("agent", IDP + "#agt_1")));
    assertEquals(
        SubjectStatus.UNKNOWN,
        trusted.status(ACME, new ExternalActor("https://else.example", "agt_1").subject()));
    assertEquals("agt_1#x (Identity provider)", trusted.displayName(ACME, subject));
  }

  private static Map<String, Object> act(String sub, Map<String, Object> before) {
    return before == null ? Map.of("sub", sub) : Map.of("sub", sub, "act", before);
  }

  private String refusal(Map<String, Object> changes) {
    return assertThrows(OAuthException.class, () -> check(changes)).code();
  }

  private AssertionTerms check(Map<String, Object> changes) {
    return profile.check(
        ACME, aGrantRequest().from(aClient().withId("wiki")).build(), assertion(true, changes));
  }

  private static VerifiedAssertion assertion(boolean enabled, Map<String, Object> changes) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("sub", "them");
    claims.put("aud", ACME.issuer());
    claims.put("client_id", "wiki");
    claims.put("iat", 1_700_000_000L);
    claims.putAll(changes);
    var issuer =
        new TrustedIssuer(
            "tis_1",
            IDP,
            "Identity provider",
            enabled,
            Set.of("ES256"),
            Set.of(ACME.issuer()),
            Set.of("wiki"),
            Set.of("a", "b"),
            Duration.ofMinutes(10));
    return new VerifiedAssertion(
        issuer, Map.of("typ", IdJagConstants.HEADER_TYPE), claims, Instant.now());
  }
}
