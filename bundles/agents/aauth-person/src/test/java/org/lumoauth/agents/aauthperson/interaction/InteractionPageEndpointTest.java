/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.deferred.ClosedDeferredRequestStore;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequestStore;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.outbound.OutboundRequest;
import org.lumoauth.api.outbound.OutboundResponse;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeHtmlPageRenderer;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.user.FakeSessionService;
import org.lumoauth.testkit.fake.user.FakeSignInService;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

class InteractionPageEndpointTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String PAGE = "/aauth/interaction";
  private static final String BACK = "https://a.example/back";

  private final InstantSource clock = InstantSource.system();
  private final FakeShortLivedRecordStore store = new FakeShortLivedRecordStore(clock);
  private final DeferredRequestStore waiting =
      new DeferredRequestStore(store, new FakeSecretProtectionService());
  private final ClosedDeferredRequestStore over = new ClosedDeferredRequestStore(waiting, store);
  private final FakeSessionService sessions = new FakeSessionService(clock);
  private final FakeHtmlPageRenderer pages = new FakeHtmlPageRenderer();
  private final FakeSignInService signIn = new FakeSignInService();
  private final InteractionPageEndpoint endpoint =
      new InteractionPageEndpoint(
          waiting,
          over,
          new InteractionAnswerAuthorizer(new PageSessionGuard(sessions, signIn)),
          null, // nobody decides
          new InteractionPageRenderer(
              pages,
              sessions,
              new FakeUserDirectory(),
              new AAuthServerMetadataClient(InteractionPageEndpointTest::provider),
              null,
              null),
          new AccountSwitchReturnUrlStore(store, new FakeSecretProtectionService()),
          new AAuthServerMetadataClient(InteractionPageEndpointTest::provider),
          new FakeAttemptLimiter(clock));
  private final DeferredRequest asked =
      waiting.add(
          ACME,
          InteractionQuestionSamples.question(
              "permission", Map.of("action", "SendEmail", "parameters", Map.of("to", "ada"))));

  @Test
  void showsActionParameters() throws IOException {
    open(asked.code(), sessions.of(ACME, "usr_1"));

    assertEquals(
        List.of(Map.of("name", "to", "value", "\"ada\"")), pages.last().model().get("parameters"));
  }

  @Test
  void showsPageAgainToSameBrowser() throws IOException {
    Session mine = sessions.of(ACME, "usr_1");
    open(asked.code(), mine);

    assertEquals(200, open(asked.code(), mine).status());
  }

  @Test
  void treatsCodeFromAnotherBrowserAsUnknown() throws IOException {
    open(asked.code(), sessions.of(ACME, "usr_1"));

    for (FakeHttpExchange late :
        new FakeHttpExchange[] {
          open(asked.code(), sessions.of(ACME, "usr_1")), open(asked.code()), post(asked.code())
        }) {
      assertEquals(open("0000000000").status(), late.status());
      assertEquals(open("0000000000").page(), late.page());
    }
  }

  /** A program that follows links in mail before the person does must not take the page away. */
  @Test
  void keepsCodeUnboundUntilUserIsSignedIn() throws IOException {
    open(asked.code());

    assertEquals(200, open(asked.code(), sessions.of(ACME, "usr_1")).status());
  }

  @Test
  void letsAVisitorSwitchAccounts() throws IOException {
    DeferredRequest free = waiting.add(ACME, InteractionQuestionSamples.free("permission"));
    Session wrong = sessions.of(ACME, "usr_1");
    open(free.code(), wrong);
    assertEquals(
        "/t/acme/aauth/interaction?code=" + free.code() + "&switch=1",
        pages.last().model().get("switchUrl"));

    answered(get(free, wrong).withParameter("switch", "1"));
    assertTrue(signIn.last().requirement().chooseAccount());
    String back = signIn.last().returnTo();
    String secret = back.substring(back.indexOf("&again=") + "&again=".length());
    assertEquals(200, open(free.code(), wrong).status(), "the page that is open still holds");
    Session right = sessions.of(ACME, "usr_2");
    assertEquals(400, open(free.code(), right).status(), "without the way back");
    assertEquals(303, answered(get(free, right).withParameter("again", secret)).status());

    assertEquals(200, open(free.code(), right).status());
    assertEquals(400, open(free.code(), wrong).status(), "the first is out");
    assertEquals(
        400,
        answered(get(free, sessions.of(ACME, "usr_3")).withParameter("again", secret)).status(),
        "the way back is good once");
  }

  /** Who saw the code and was not the first gets no way back, and keeps none from before. */
  @Test
  void bindsTheCodeToTheOriginalBrowserWhenAccountsAreSwitched() throws IOException {
    DeferredRequest free = waiting.add(ACME, InteractionQuestionSamples.free("permission"));
    Session mine = sessions.of(ACME, "usr_1");
    open(free.code(), mine);
    answered(get(free, mine).withParameter("switch", "1"));
    int begun = signIn.count();

    Session thief = sessions.of(ACME, "usr_2");
    assertEquals(400, answered(get(free, thief).withParameter("switch", "1")).status());
    assertEquals(400, answered(get(free, thief).withParameter("again", "guessed")).status());

    assertEquals(begun, signIn.count());
    assertEquals(200, open(free.code(), mine).status());
  }

  @Test
  void offersNoAccountSwitchForBoundRequest() throws IOException {
    Session mine = sessions.of(ACME, "usr_1");
    answered(get(asked, mine).withParameter("switch", "1"));

    assertFalse(pages.last().model().containsKey("switchUrl"));
    assertEquals(0, signIn.count());
  }

  @Test
  void passesLoginHintOnlyForUnboundRequest() throws IOException {
    var hinted =
        InteractionQuestionSamples.question("permission", Map.of("login_hint", "ada@acme.example"));
    open(waiting.add(ACME, InteractionQuestionSamples.free(hinted)).code());
    assertEquals(Optional.of("ada@acme.example"), signIn.last().requirement().loginHint());

    open(waiting.add(ACME, hinted).code());
    assertEquals(Optional.empty(), signIn.last().requirement().loginHint());
  }

  /** {@code prompt=login}: a session of before will not do. */
  @Test
  void requiresFreshSignInForPromptLogin() throws IOException {
    Session before = sessions.of(ACME, "usr_1");
    Instant asks = before.authenticatedAt().plusSeconds(1);
    var question =
        InteractionQuestionSamples.question("auth", Map.of("prompt", "login")).signInFrom(asks);
    DeferredRequest fresh = waiting.add(ACME, question);

    assertEquals(303, open(fresh.code(), before).status());
    assertEquals(
        Optional.of(asks.truncatedTo(ChronoUnit.MILLIS)), signIn.last().requirement().notBefore());
    assertTrue(
        waiting.find(ACME, fresh.id()).orElseThrow().value().acceptsSession(Optional.empty()));
  }

  @Test
  void requestsAccountSelectionForPromptSelectAccount() throws IOException {
    var question =
        InteractionQuestionSamples.free(
            InteractionQuestionSamples.question("auth", Map.of("prompt", "select_account")));
    DeferredRequest free = waiting.add(ACME, question);
    Session mine = sessions.of(ACME, "usr_1");

    assertEquals(303, open(free.code(), mine).status());
    assertTrue(signIn.last().requirement().chooseAccount());
    assertEquals(200, open(free.code(), mine).status(), "once");
  }

  @Test
  void requestsAccountSelectionOnlyOnce() throws IOException {
    var question =
        InteractionQuestionSamples.free(
            InteractionQuestionSamples.question("auth", Map.of("prompt", "select_account")));
    DeferredRequest free = waiting.add(ACME, question);
    open(free.code());
    assertTrue(signIn.last().returnTo().endsWith("&chosen=1"), signIn.last().returnTo());

    Session mine = sessions.of(ACME, "usr_1");
    assertEquals(200, answered(get(free, mine).withParameter("chosen", "1")).status());
  }

  /** Nobody else could answer. */
  @Test
  void skipsAccountSelectionForBoundRequest() throws IOException {
    DeferredRequest bound =
        waiting.add(
            ACME, InteractionQuestionSamples.question("auth", Map.of("prompt", "select_account")));

    assertEquals(200, open(bound.code(), sessions.of(ACME, "usr_1")).status());
  }

  /** The browser must let the form lead there. */
  @Test
  void storesCallbackUrlAndAllowsItAsFormTarget() throws IOException {
    Session mine = sessions.of(ACME, "usr_1");
    answered(get(asked, mine).withParameter("callback", BACK));

    assertEquals(Set.of("https://a.example"), pages.last().formTargets());
    open(asked.code(), mine);
    assertEquals(Set.of("https://a.example"), pages.last().formTargets());
    answered(get(asked, mine).withParameter("callback", "https://a.example/else"));
    assertEquals(BACK, waiting.find(ACME, asked.id()).orElseThrow().value().callback());
  }

  @Test
  void keepsCallbackUrlThroughSignIn() throws IOException {
    answered(
        FakeHttpExchange.get(ACME, PAGE)
            .withParameter("code", asked.code())
            .withParameter("callback", BACK));

    String returnTo = signIn.last().returnTo();
    assertTrue(returnTo.endsWith("&callback=https%3A%2F%2Fa.example%2Fback"), returnTo);
  }

  @Test
  void showsWithdrawalOnlyToBoundBrowser() throws IOException {
    Session mine = sessions.of(ACME, "usr_1");
    open(asked.code(), mine);
    over.withdraw(ACME, waiting.find(ACME, asked.id()).orElseThrow().value());

    assertEquals(410, open(asked.code(), mine).status());
    assertEquals("request_withdrawn", pages.last().model().get("code"));
    assertEquals(400, open(asked.code(), sessions.of(ACME, "usr_1")).status());
    assertEquals(400, open(asked.code()).status());
  }

  @Test
  void redirectsExpiredRequestToAgentCallback() throws IOException {
    Session mine = sessions.of(ACME, "usr_1");
    DeferredRequest late =
        waiting.add(
            ACME, InteractionQuestionSamples.question("permission", Map.of()), Duration.ZERO);
    assertEquals(400, open(late.code(), mine).status(), "who comes late");

    waiting.bindToSession(ACME, waiting.find(ACME, late.id()).orElseThrow(), mine, BACK);

    assertEquals(BACK + "?error=interaction_expired", open(late.code(), mine).location());
    assertEquals(400, open(late.code(), sessions.of(ACME, "usr_1")).status());
  }

  /** RFC 9700 section 4.11.2: an agent that registered itself makes no open redirector of this. */
  @Test
  void linksInsteadOfRedirectingToSelfRegisteredAgent() throws IOException {
    Session mine = sessions.of(ACME, "usr_1");
    DeferredRequest late =
        waiting.add(ACME, InteractionQuestionSamples.free("permission"), Duration.ZERO);
    waiting.bindToSession(ACME, waiting.find(ACME, late.id()).orElseThrow(), mine, BACK);

    FakeHttpExchange shown = open(late.code(), mine);

    assertEquals(400, shown.status());
    assertEquals(null, shown.location());
    assertEquals(BACK + "?error=interaction_expired", pages.last().model().get("returnUrl"));
    assertEquals("https://a.example", pages.last().model().get("returnOrigin"));
  }

  @Test
  void ignoresCallbackUrlOfOtherOrigin() throws IOException {
    answered(
        get(asked, sessions.of(ACME, "usr_1"))
            .withParameter("callback", "https://evil.example/back"));

    assertEquals(Set.of(), pages.last().formTargets());
    assertEquals("", waiting.find(ACME, asked.id()).orElseThrow().value().callback());
  }

  private static OutboundResponse provider(OutboundRequest request) {
    String document =
        """
        {"issuer":"https://a.example","callback_endpoint":"%s"}"""
            .formatted(BACK);
    return new OutboundResponse(200, Map.of(), document.getBytes(StandardCharsets.UTF_8));
  }

  private static FakeHttpExchange get(DeferredRequest of, Session session) {
    return FakeHttpExchange.get(ACME, PAGE)
        .withParameter("code", of.code())
        .withCookie(FakeSessionService.COOKIE, session.id());
  }

  private FakeHttpExchange open(String code, Session session) throws IOException {
    return answered(
        FakeHttpExchange.get(ACME, PAGE)
            .withParameter("code", code)
            .withCookie(FakeSessionService.COOKIE, session.id()));
  }

  private FakeHttpExchange open(String code) throws IOException {
    return answered(FakeHttpExchange.get(ACME, PAGE).withParameter("code", code));
  }

  private FakeHttpExchange post(String code) throws IOException {
    return answered(
        FakeHttpExchange.form(ACME, PAGE)
            .withParameter("code", code)
            .withParameter("decision", "allow"));
  }

  private FakeHttpExchange answered(FakeHttpExchange exchange) throws IOException {
    endpoint.handle(exchange);
    return exchange;
  }
}
