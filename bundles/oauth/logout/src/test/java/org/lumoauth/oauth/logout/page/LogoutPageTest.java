/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.logout.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aClient;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.oauth.authorization.IdTokenHintReader;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.oauth.logout.notify.LogoutClientAndDeliveryStore;
import org.lumoauth.oauth.logout.state.SessionStateContributor;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeHtmlPageRenderer;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.oauth.FakeClientDirectory;
import org.lumoauth.testkit.fake.user.FakeSessionService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

/** The logout page, and attacks on it. */
class LogoutPageTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String PATH = "/oauth/logout";
  private static final String BACK = "https://app.example/bye?from=lumo";
  private static final Client APP =
      aClient()
          .withId("app")
          .withRedirectUris("https://app.example/cb")
          .with("post_logout_redirect_uris", List.of(BACK, "javascript:alert(1)"))
          .with("frontchannel_logout_uri", "https://app.example/frame")
          .build();
  private static final Client FRAMING_ANOTHER =
      aClient()
          .withId("framing")
          .withRedirectUris("https://evil.example/cb")
          .with("frontchannel_logout_uri", "https://victim.example/account/delete?x=1")
          .build();
  private static final Client OTHER =
      aClient()
          .withId("other")
          .with("post_logout_redirect_uris", List.of("https://o.example"))
          .build();
  private static final String AWAY = "https://evil.example/bye";
  private static final Client SELF_REGISTERED =
      aClient()
          .withId("self")
          .with(Client.SELF_REGISTERED, true)
          .with("post_logout_redirect_uris", List.of(AWAY))
          .build();

  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
  private final FakeSessionService sessions = new FakeSessionService(InstantSource.system());
  private final FakeHtmlPageRenderer pages = new FakeHtmlPageRenderer();
  private final FakeAuditLog log = new FakeAuditLog();
  private final FakeShortLivedRecordStore kept =
      new FakeShortLivedRecordStore(InstantSource.system());
  private final Session session = sessions.of(ACME, aUserRef().id());
  private List<String> inSession = List.of();
  private final EndSessionEndpoint endpoint = endpoint();

  @Test
  void signsOutImmediatelyWithIdTokenHintOfSession() throws Exception {
    var exchange =
        handle(get().withParameter("id_token_hint", "mine").withParameter("state", "a b&c"));

    assertTrue(sessions.find(ACME, session.id()).isEmpty());
    assertEquals("logout-done", pages.last().template());
    assertEquals("auth.logout", log.last(ACME.id()).event().action());
    assertEquals(2, exchange.responseHeaders("Set-Cookie").size());
  }

  @Test
  void redirectsToClientWithState() throws Exception {
    var exchange =
        handle(
            get()
                .withParameter("id_token_hint", "mine")
                .withParameter("post_logout_redirect_uri", BACK)
                .withParameter("state", "a b&c"));

    assertEquals(BACK + "&state=a+b%26c", exchange.location());
  }

  @Test
  void doesNotRedirectToSelfRegisteredClientWithoutSession() throws Exception {
    sessions.end(ACME, session.id());

    var exchange =
        handle(
            get()
                .withParameter("client_id", "self")
                .withParameter("post_logout_redirect_uri", AWAY));

    assertStays(exchange);
  }

  @Test
  void doesNotRedirectToSelfRegisteredClientWithoutHint() throws Exception {
    handle(
        get().withParameter("client_id", "self").withParameter("post_logout_redirect_uri", AWAY));

    assertStays(handle(answer("logout", hidden("form_token"))));
  }

  private void assertStays(FakeHttpExchange exchange) {
    assertNull(exchange.location());
    assertEquals(List.of(), exchange.responseHeaders("Refresh"));
    assertEquals("logout-done", pages.last().template());
    assertEquals(AWAY, pages.last().model().get("continueUrl"));
    assertEquals(Map.of("name", "https://evil.example"), pages.last().model().get("client"));
  }

  @Test
  void asksForConfirmationWithoutAValidIdTokenHint() throws Exception {
    for (String hint : List.of("", "of another session", "forged")) {
      handle(hint.isEmpty() ? get() : get().withParameter("id_token_hint", hint));

      assertEquals("logout-confirm", pages.last().template(), hint);
      assertTrue(sessions.find(ACME, session.id()).isPresent());
    }
  }

  @Test
  void signsOutAfterConfirmation() throws Exception {
    handle(get().withParameter("client_id", "app").withParameter("post_logout_redirect_uri", BACK));
    var exchange = handle(answer("logout", hidden("form_token")));

    assertTrue(sessions.find(ACME, session.id()).isEmpty());
    assertEquals(BACK, exchange.location());
  }

  @Test
  void allowsClientOriginAsFormTarget() throws Exception { // browsers hold that to form-action
    handle(get().withParameter("client_id", "app").withParameter("post_logout_redirect_uri", BACK));

    assertEquals(Set.of(BACK.replaceFirst("(https://[^/]+).*", "$1")), pages.last().formTargets());
  }

  @Test
  void allowsNoOtherFormTargetOnTheConfirmationPage() throws Exception {
    handle(get().withParameter("client_id", "app"));

    assertEquals(Set.of(), pages.last().formTargets());
  }

  @Test
  void preservesSessionIfUserDeclines() throws Exception {
    handle(get().withParameter("client_id", "app"));
    handle(answer("stay", hidden("form_token")));

    assertTrue(sessions.find(ACME, session.id()).isPresent());
    assertEquals(true, pages.last().model().get("stayed"));
  }

  @Test
  void rejectsCrossSiteForm() throws Exception {
    handle(get());
    handle(answer("logout", "guess"));

    assertTrue(sessions.find(ACME, session.id()).isPresent());
    assertEquals("logout-confirm", pages.last().template());
  }

  @Test
  void redirectsPostToGetToReceiveSessionCookie() throws Exception {
    var post = handle(FakeHttpExchange.form(ACME, PATH).withParameter("id_token_hint", "mine"));
    var key = post.location().substring(post.location().indexOf('=') + 1);
    handle(get().withParameter("logout", key));

    assertFalse(post.location().contains("mine"), "the ID token stays out of the address");
    assertTrue(sessions.find(ACME, session.id()).isEmpty());
  }

  @Test
  void framesFrontchannelLogoutUrisOfSessionClients() throws Exception {
    inSession = List.of("app", "other");
    var exchange =
        handle(
            get()
                .withParameter("id_token_hint", "mine")
                .withParameter("post_logout_redirect_uri", BACK));

    var url =
        "https://app.example/frame?iss="
            + ACME.issuer().replace(":", "%3A").replace("/", "%2F")
            + "&sid="
            + session.id();
    assertEquals(List.of(url), pages.last().model().get("frames"));
    assertEquals(Set.of("https://app.example"), pages.last().frames());
    assertEquals(BACK, pages.last().model().get("continueUrl"));
    assertEquals("3;url=" + BACK, exchange.responseHeader("Refresh"));
  }

  @Test
  void framesOnlyClientOrigins() throws Exception {
    inSession = List.of("framing", "app");

    handle(get().withParameter("id_token_hint", "mine"));

    assertEquals(Set.of("https://app.example"), pages.last().frames());
  }

  @Test
  void rejectsUnregisteredRedirectUri() throws Exception {
    for (String evil :
        List.of(
            "https://evil.example",
            BACK + "/",
            BACK + "#x",
            "https://app.example/bye",
            "https://app.example/bye?from=lumo&x=1",
            "HTTPS://app.example/bye?from=lumo",
            "https://app.example@evil.example/bye?from=lumo",
            "https://app.example/./bye?from=lumo",
            "//app.example/bye?from=lumo",
            "https://o.example",
            "javascript:alert(1)")) {
      var exchange =
          handle(
              get()
                  .withParameter("id_token_hint", "mine")
                  .withParameter("post_logout_redirect_uri", evil));

      assertEquals(400, exchange.status(), evil);
      assertNull(exchange.location(), evil);
      assertEquals("invalid_redirect_uri", pages.last().model().get("code"), evil);
      assertTrue(sessions.find(ACME, session.id()).isPresent(), evil);
    }
  }

  @Test
  void rejectsRedirectUriWithoutClient() throws Exception {
    var exchange = handle(get().withParameter("post_logout_redirect_uri", BACK));

    assertEquals("invalid_redirect_uri", pages.last().model().get("code"));
    assertNull(exchange.location());
  }

  @Test
  void refusesAHintOfAnotherClient() throws Exception {
    handle(get().withParameter("id_token_hint", "mine").withParameter("client_id", "other"));

    assertEquals("invalid_request", pages.last().model().get("code"));
    assertTrue(sessions.find(ACME, session.id()).isPresent());
  }

  @Test
  void redirectsUserWhoIsAlreadySignedOut() throws Exception {
    sessions.end(ACME, session.id());
    var exchange =
        handle(
            get()
                .withParameter("client_id", "app")
                .withParameter("post_logout_redirect_uri", BACK));

    assertEquals(BACK, exchange.location());
  }

  @Test
  void rejectsRepeatedParameter() throws Exception {
    for (var sent : List.of(get(), form())) {
      var exchange =
          handle(
              sent.withParameter("id_token_hint", "mine")
                  .withParameter("post_logout_redirect_uri", BACK)
                  .withParameter("post_logout_redirect_uri", "https://o.example"));

      assertEquals(400, exchange.status());
      assertEquals("invalid_request", pages.last().model().get("code"));
      assertTrue(sessions.find(ACME, session.id()).isPresent());
    }
  }

  @Test
  void storesNoRequestWithoutValidIdTokenHint() throws Exception {
    for (String hint : List.of("", "forged")) {
      var post = hint.isEmpty() ? form() : form().withParameter("id_token_hint", hint);
      handle(
          post.withParameter("client_id", "app")
              .withParameter("post_logout_redirect_uri", BACK)
              .withParameter("state", "a b"));

      assertEquals(0, kept.count(ACME, LogoutRequestStore.KIND));
      assertEquals(
          ACME.issuer()
              + "/oauth/logout?client_id=app&post_logout_redirect_uri="
              + "https%3A%2F%2Fapp.example%2Fbye%3Ffrom%3Dlumo&state=a+b",
          post.location());
    }
  }

  @Test
  void storesNoRequestForConfirmation() throws Exception {
    handle(get().withParameter("id_token_hint", "of another session").withParameter("state", "x"));

    assertEquals(0, kept.count(ACME, LogoutRequestStore.KIND));
    assertEquals("app", hidden("client_id"));
  }

  @Test
  void storesNoRejectedRequest() throws Exception {
    for (var sent :
        List.of(
            form().withParameter("id_token_hint", "mine").withParameter("state", "x".repeat(2_049)),
            form().withParameter("id_token_hint", "x".repeat(16_385)),
            form()
                .withParameter("id_token_hint", "mine")
                .withParameter("post_logout_redirect_uri", BACK)
                .withParameter("state", "\u3042".repeat(2_000)),
            form()
                .withParameter("client_id", "app")
                .withParameter("ui_locales", "\u3042".repeat(2_000)),
            form().withParameter("id_token_hint", "mine").withParameter("client_id", "other"))) {
      var exchange = handle(sent);

      assertEquals(400, exchange.status());
      assertEquals("invalid_request", pages.last().model().get("code"));
      assertEquals(0, kept.count(ACME, LogoutRequestStore.KIND));
    }
  }

  @Test
  void limitsStoredRequestsPerNetwork() throws Exception {
    for (int i = 0; i < LogoutRequestStore.NETWORK.attempts(); i++) {
      handle(form().withParameter("id_token_hint", "mine"));
    }
    var onceMore = handle(form().withParameter("id_token_hint", "mine"));
    var elsewhere =
        handle(form().withParameter("id_token_hint", "mine").withRemoteAddress("192.0.2.99"));

    assertEquals(ACME.issuer() + "/oauth/logout?client_id=app", onceMore.location());
    assertTrue(elsewhere.location().contains("?logout="), elsewhere.location());
    assertEquals(
        LogoutRequestStore.NETWORK.attempts() + 1L, kept.count(ACME, LogoutRequestStore.KIND));
  }

  private FakeHttpExchange handle(FakeHttpExchange exchange) throws Exception {
    endpoint.handle(exchange.withCookie(FakeSessionService.COOKIE, session.id()));
    return exchange;
  }

  private static FakeHttpExchange get() {
    return FakeHttpExchange.get(ACME, PATH);
  }

  private static FakeHttpExchange form() {
    return FakeHttpExchange.form(ACME, PATH);
  }

  private FakeHttpExchange answer(String decision, String formToken) {
    var form =
        FakeHttpExchange.form(ACME, PATH)
            .withParameter("decision", decision)
            .withParameter("form_token", formToken);
    ((Map<?, ?>) pages.last().model().get("hidden"))
        .forEach(
            (name, value) -> {
              if (!"form_token".equals(name)) {
                form.withParameter((String) name, (String) value);
              }
            });
    return form;
  }

  private String hidden(String name) {
    return (String) ((Map<?, ?>) pages.last().model().get("hidden")).get(name);
  }

  private EndSessionEndpoint endpoint() {
    var clients =
        new FakeClientDirectory()
            .with(ACME, APP)
            .with(ACME, FRAMING_ANOTHER)
            .with(ACME, OTHER)
            .with(ACME, SELF_REGISTERED);
    var store = new LogoutClientAndDeliveryStore(clientsOfSession());
    return new EndSessionEndpoint(
        new LogoutRequestValidator(idTokens(), clients),
        new LogoutPageRenderer(pages, new FakeSubjectDirectory().with(ACME, aUserRef())),
        new FrontChannelLogoutFrameProvider(store, clients),
        sessions,
        new SessionStateContributor(new FakeSecretProtectionService()),
        new LogoutRequestStore(
            kept,
            new FakeAttemptLimiter(InstantSource.system()),
            new FakeSecretProtectionService()),
        log);
  }

  /** A unit whose every answer is the clients of the session. */
  private PersistenceUnit clientsOfSession() {
    return (PersistenceUnit)
        java.lang.reflect.Proxy.newProxyInstance(
            PersistenceUnit.class.getClassLoader(),
            new Class<?>[] {PersistenceUnit.class},
            (proxy, method, arguments) -> inSession);
  }

  private IdTokenHintReader idTokens() {
    return new IdTokenHintReader() {
      @Override
      public Optional<IdTokenHint> readHint(TenantContext tenant, String idToken) {
        return switch (idToken) {
          case "mine" -> Optional.of(of(session.id()));
          case "of another session" -> Optional.of(of("ses_other"));
          default -> Optional.empty();
        };
      }

      private IdTokenHint of(String sessionId) {
        return new IdTokenHint(
            aUserRef(),
            List.of("app"),
            Optional.of(sessionId),
            clock.instant(),
            clock.instant().plusSeconds(60));
      }

      @Override
      public String subjectIdentifier(TenantContext tenant, Client client, SubjectRef subject) {
        return subject.id();
      }
    };
  }
}
