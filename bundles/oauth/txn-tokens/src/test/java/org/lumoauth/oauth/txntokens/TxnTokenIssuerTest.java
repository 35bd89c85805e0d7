/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.txntokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aGrantRequest;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler.RequestedTokenResult;
import org.lumoauth.api.oauth.grant.RequestedTokenTypeHandler.RequestedTokenSubject;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.AuthenticatedTokenRequestBuilder;
import org.lumoauth.testkit.builder.ClientBuilder;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeSettingsStore;
import org.lumoauth.testkit.fake.FakeSigningKeyService;
import org.lumoauth.testkit.fake.user.FakeSubjectIdentifierService;

class TxnTokenIssuerTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String DOMAIN = "trust.example";
  private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
  private static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, "usr_ada");
  private static final SubjectRef BEA = new SubjectRef(SubjectRef.USER, "usr_bea");
  private static final ClientBuilder PAIRWISE = aClient().with("subject_type", "pairwise");
  private static final SubjectRef PLANNER = new SubjectRef(SubjectRef.AGENT, "agt_planner");

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(TxnTokenSettings.SECTION, new TxnTokenSettings());
  private final TxnTokenIssuer type =
      new TxnTokenIssuer(
          settings,
          new FakeSigningKeyService(),
          new FakeIdGenerator(),
          new FakeSubjectIdentifierService(),
          InstantSource.system());

  @BeforeEach
  void haveATrustDomain() {
    settings.change(ACME, TxnTokenSettings.SECTION, Map.of("trustDomain", DOMAIN));
  }

  @Test
  void issuesTokenWithTransactionContext() throws Exception {
    var request = request().from(aClient().withId("gateway"));

    RequestedTokenResult made =
        type.issue(
            ACME, request.with("request_details", "{\"order\":42}").build(), about(3600, PLANNER));

    JsonNode claims = part(made, 1);
    assertEquals("txntoken+jwt", part(made, 0).path("typ").asText());
    assertEquals(DOMAIN, claims.path("aud").asText());
    assertEquals(made.id(), claims.path("txn").asText());
    assertEquals("usr_ada", claims.path("sub").asText());
    assertEquals("orders.read", claims.path("scope").asText());
    assertEquals("gateway", claims.path("req_wl").asText());
    assertEquals(42, claims.at("/tctx/order").asInt());
    assertEquals("agt_planner", claims.at("/act/sub").asText());
    assertFalse(claims.has("rctx"));
    assertEquals(60, claims.path("exp").asLong() - claims.path("iat").asLong());
  }

  @Test
  void usesPairwiseSubjectOfTrustDomain() throws Exception {
    settings.change(
        ACME, TxnTokenSettings.SECTION, Map.of("trustDomain", DOMAIN, "subjectType", "pairwise"));

    for (ClientBuilder asking : List.of(aClient(), PAIRWISE)) {
      RequestedTokenResult made =
          type.issue(ACME, request().from(asking).build(), about(3600, BEA, PLANNER));

      JsonNode claims = part(made, 1);
      assertEquals("sector/trust-domain trust.example/usr_ada", claims.path("sub").asText());
      assertEquals("sector/trust-domain trust.example/usr_bea", claims.at("/act/sub").asText());
      assertEquals("agt_planner", claims.at("/act/act/sub").asText());
      assertEquals(ADA, made.subject(), "this server knows them by their id");
    }
  }

  @Test
  void doesNotRevealUserIdToPairwiseClient() {
    assertEquals("invalid_target", refusal(request().from(PAIRWISE)));
  }

  @Test
  void limitsLifetimeToThatOfSubjectToken() throws Exception {
    RequestedTokenSubject subject = about(10);

    RequestedTokenResult made = type.issue(ACME, request().build(), subject);

    assertTrue(part(made, 1).path("exp").asLong() <= subject.expiresAt().getEpochSecond());
  }

  @Test
  void acceptsOnlyAccessTokens() {
    assertEquals(Set.of(ACCESS_TOKEN), type.subjectTypes());
  }

  @Test
  void rejectsScopeBeyondSubjectToken() {
    assertEquals("invalid_scope", refusal(asks(DOMAIN, "orders.read orders.write")));
    assertEquals("invalid_request", refusal(aGrantRequest().with("audience", DOMAIN)));
  }

  @Test
  void rejectsOtherAudiences() {
    assertEquals("invalid_target", refusal(asks("else.example", "orders.read")));
    settings.change(ACME, TxnTokenSettings.SECTION, Map.of("trustDomain", ""));
    assertEquals("invalid_target", refusal(request()));
    assertEquals("invalid_target", refusal(asks("", "orders.read")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "null", "1", "{", "{} {}", "\"text\""})
  void rejectsContextThatIsNotJsonObject(String context) {
    assertEquals("invalid_request", refusal(request().with("request_context", context)));
  }

  @Test
  void rejectsTooLongOrTooDeepContext() {
    String deep = "{\"a\":".repeat(9) + "1" + "}".repeat(9);
    String longText = "{\"a\":\"" + "x".repeat(4_096) + "\"}";

    assertEquals("invalid_request", refusal(request().with("request_details", deep)));
    assertEquals("invalid_request", refusal(request().with("request_details", longText)));
  }

  private String refusal(AuthenticatedTokenRequestBuilder request) {
    return assertThrows(OAuthException.class, () -> type.issue(ACME, request.build(), about(3600)))
        .code();
  }

  private static AuthenticatedTokenRequestBuilder request() {
    return asks(DOMAIN, "orders.read");
  }

  private static AuthenticatedTokenRequestBuilder asks(String audience, String scope) {
    return aGrantRequest().with("audience", audience).withScope(scope);
  }

  private static RequestedTokenSubject about(long seconds, SubjectRef... actors) {
    return new RequestedTokenSubject(
        ACCESS_TOKEN,
        ADA,
        List.of(actors),
        Set.of("orders.read"),
        Instant.now().plusSeconds(seconds),
        Map.of());
  }

  private static JsonNode part(RequestedTokenResult made, int index) throws Exception {
    return new ObjectMapper()
        .readTree(Base64.getUrlDecoder().decode(made.value().split("\\.")[index]));
  }
}
