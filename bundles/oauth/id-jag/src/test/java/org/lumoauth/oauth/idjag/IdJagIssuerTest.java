/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.idjag;

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
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.user.FakeSubjectIdentifierService;

class IdJagIssuerTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String CHAT = "https://chat.example";
  private static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
  private static final SubjectRef ADA = new SubjectRef(SubjectRef.USER, "usr_ada");
  private static final SubjectRef BEA = new SubjectRef(SubjectRef.USER, "usr_bea");
  private static final ClientBuilder PAIRWISE = aClient().with("subject_type", "pairwise");
  private static final SubjectRef PLANNER = new SubjectRef(SubjectRef.AGENT, "agt_planner");
  private static final SubjectRef MAILER = new SubjectRef(SubjectRef.AGENT, "agt_mailer");

  private final FakeSettingsStore settings =
      new FakeSettingsStore().with(IdJagSettings.SECTION, new IdJagSettings());
  private final FakeSigningKeyService keys = new FakeSigningKeyService();
  private final FakeClientDirectory clients = new FakeClientDirectory();
  private final IdJagIssuer type =
      new IdJagIssuer(
          settings,
          keys,
          new FakeIdGenerator(),
          clients,
          new FakeSubjectIdentifierService(),
          InstantSource.system());

  @BeforeEach
  void allowTheAudience() {
    settings.change(ACME, IdJagSettings.SECTION, Map.of("audiences", List.of(CHAT)));
  }

  @Test
  void rejectsIssuanceIfTenantDisabledIt() {
    settings.change(ACME, CrossAppAccessSettings.SECTION, Map.of("idpEnabled", false));

    var refusal =
        assertThrows(OAuthException.class, () -> type.issue(ACME, request().build(), about(ADA)));

    assertEquals("invalid_target", refusal.code());
  }

  @Test
  void issuesGrantWithSubjectClientAndAudience() throws Exception {
    RequestedTokenResult made =
        type.issue(ACME, request().withScope("chat.read").build(), about(ADA));

    JsonNode claims = claims(made);
    assertEquals("oauth-id-jag+jwt", part(made, 0).path("typ").asText());
    assertEquals(ACME.issuer(), claims.path("iss").asText());
    assertEquals("usr_ada", claims.path("sub").asText());
    assertEquals(CHAT, claims.path("aud").asText());
    assertEquals(made.id(), claims.path("jti").asText());
    assertEquals("chat.read", claims.path("scope").asText());
    assertEquals(300, claims.path("exp").asLong() - claims.path("iat").asLong());
    assertFalse(claims.has("act"));
  }

  @Test
  void usesSubjectIdentifierOfAudienceClient() throws Exception {
    signsInAs("chat", "pairwise");

    for (ClientBuilder asking : List.of(aClient(), PAIRWISE)) {
      RequestedTokenResult made =
          type.issue(ACME, request().from(asking).build(), about(ADA, BEA, MAILER));

      assertEquals("pairwise/chat/usr_ada", claims(made).path("sub").asText());
      assertEquals("pairwise/chat/usr_bea", claims(made).at("/act/sub").asText());
      assertEquals("agt_mailer", claims(made).at("/act/act/sub").asText());
      assertEquals(ADA, made.subject(), "this server knows them by their id");
    }
  }

  @Test
  void usesPublicSubjectIfAudienceClientUsesIt() throws Exception {
    signsInAs("chat", "public");

    assertEquals(
        "usr_ada", claims(type.issue(ACME, request().build(), about(ADA))).path("sub").asText());
  }

  @Test
  void doesNotRevealUserIdToPairwiseClient() {
    assertEquals("invalid_target", refusal(request().from(PAIRWISE)));
    signsInAs("chat", "public");
    assertEquals("invalid_target", refusal(request().from(PAIRWISE)));
  }

  @Test
  void rejectsIssuanceWithoutAudienceClient() {
    settings.change(
        ACME,
        IdJagSettings.SECTION,
        Map.of("audiences", List.of(CHAT), "audienceClients", List.of(CHAT + " gone")));

    assertEquals("invalid_target", refusal(request()));
  }

  private void signsInAs(String clientId, String subjectType) {
    clients.with(ACME, aClient().withId(clientId).with("subject_type", subjectType).build());
    settings.change(
        ACME,
        IdJagSettings.SECTION,
        Map.of(
            "audiences",
            List.of(CHAT),
            "audienceClients",
            List.of("https://chat.example.com other", CHAT + " " + clientId)));
  }

  @Test
  void usesClientIdAtAudience() throws Exception {
    var client = aClient().with("id_jag_clients", List.of(CHAT + " wiki"));

    RequestedTokenResult made = type.issue(ACME, request().from(client).build(), about(ADA));

    assertEquals("wiki", claims(made).path("client_id").asText());
  }

  @Test
  void nestsActorChainWithCurrentActorOutermost() throws Exception {
    RequestedTokenResult made = type.issue(ACME, request().build(), about(ADA, MAILER, PLANNER));

    assertEquals("agt_mailer", claims(made).at("/act/sub").asText());
    assertEquals("agt_planner", claims(made).at("/act/act/sub").asText());
    assertEquals(List.of(MAILER, PLANNER), made.actors());
  }

  @Test
  void limitsLifetimeToThatOfSubjectToken() throws Exception {
    Instant soon = Instant.now().plusSeconds(30);
    var subject =
        new RequestedTokenSubject(ID_TOKEN, ADA, List.of(), Set.of("openid"), soon, Map.of());

    assertTrue(
        claims(type.issue(ACME, request().build(), subject)).path("exp").asLong()
            <= soon.getEpochSecond());
  }

  @Test
  void bindsGrantToProvenKey() throws Exception {
    RequestedTokenResult made =
        type.issue(ACME, request().boundTo(Map.of("jkt", "thumb")).build(), about(ADA));

    assertEquals("thumb", claims(made).at("/cnf/jkt").asText());
  }

  @Test
  void rejectsAudienceNotAllowedByTenant() {
    assertEquals(
        "invalid_target", refusal(aGrantRequest().with("audience", "https://else.example")));
    settings.change(ACME, IdJagSettings.SECTION, Map.of("audiences", List.of(ACME.issuer())));
    assertEquals("invalid_target", refusal(aGrantRequest().with("audience", ACME.issuer())));
  }

  @Test
  void rejectsSubjectThatIsNotUser() {
    var refusal =
        assertThrows(
            OAuthException.class, () -> type.issue(ACME, request().build(), about(PLANNER)));

    assertEquals("invalid_request", refusal.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative", "https://chat.example/#part", "not a uri"})
  void rejectsInvalidResource(String resource) {
    assertEquals("invalid_target", refusal(request().with("resource", resource)));
  }

  @Test
  void includesRequestedAuthorizationDetails() throws Exception {
    String asked =
        """
        [{"type":"visit","actions":["read"],"floor":2}]""";

    RequestedTokenResult made =
        type.issue(ACME, request().with("authorization_details", asked).build(), about(ADA));

    assertEquals(new ObjectMapper().readTree(asked), claims(made).path("authorization_details"));
    assertTrue(type.supportsAuthorizationDetails());
    assertFalse(
        claims(type.issue(ACME, request().build(), about(ADA))).has("authorization_details"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"visit", "{}", "[]", "[{}]", "[{\"type\":1}]", "[{\"type\":\"a\"}] x"})
  void rejectsMalformedAuthorizationDetails(String details) {
    assertEquals(
        "invalid_authorization_details", refusal(request().with("authorization_details", details)));
  }

  /** Whoever acts for the user has in detail no more than the rules about actors leave. */
  @Test
  void limitsActorToDetailsWithinItsScope() throws Exception {
    var asked =
        request()
            .with(
                "authorization_details",
                """
                [{"type":"visit","actions":["read"]}]""");

    for (Set<String> enough : List.of(Set.of("visit"), Set.of("openid", "visit:read"))) {
      RequestedTokenResult made = type.issue(ACME, asked.build(), limited(enough, MAILER));
      assertEquals("visit", claims(made).at("/authorization_details/0/type").asText());
    }
    for (Set<String> less : List.of(Set.of("openid"), Set.of("visit:write"))) {
      var refusal =
          assertThrows(
              OAuthException.class, () -> type.issue(ACME, asked.build(), limited(less, MAILER)));
      assertEquals("invalid_authorization_details", refusal.code());
    }
  }

  private static RequestedTokenSubject limited(Set<String> scope, SubjectRef... actors) {
    return new RequestedTokenSubject(
        ID_TOKEN, ADA, List.of(actors), scope, Instant.now().plusSeconds(3600), Map.of());
  }

  private String refusal(AuthenticatedTokenRequestBuilder request) {
    return assertThrows(OAuthException.class, () -> type.issue(ACME, request.build(), about(ADA)))
        .code();
  }

  private static AuthenticatedTokenRequestBuilder request() {
    return aGrantRequest().with("audience", CHAT);
  }

  private static RequestedTokenSubject about(SubjectRef subject, SubjectRef... actors) {
    return new RequestedTokenSubject(
        ID_TOKEN,
        subject,
        List.of(actors),
        Set.of("openid"),
        Instant.now().plusSeconds(3600),
        Map.of());
  }

  private static JsonNode claims(RequestedTokenResult made) throws Exception {
    return part(made, 1);
  }

  private static JsonNode part(RequestedTokenResult made, int index) throws Exception {
    return new ObjectMapper()
        .readTree(Base64.getUrlDecoder().decode(made.value().split("\\.")[index]));
  }
}
