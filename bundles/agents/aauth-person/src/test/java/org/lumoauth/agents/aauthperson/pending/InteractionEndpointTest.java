package org.lumoauth.agents.aauthperson.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.PageReaders;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakePages;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSessions;
import org.lumoauth.testkit.fake.FakeShortLivedStore;
import org.lumoauth.testkit.fake.FakeSignIn;
import org.lumoauth.testkit.fake.FakeUserDirectory;

class InteractionEndpointTest {

  private static final TenantContext ACME = aTenant().build();
  private static final String PAGE = "/aauth/interaction";

  private final InstantSource clock = InstantSource.system();
  private final FakeShortLivedStore store = new FakeShortLivedStore(clock);
  private final Waiting waiting = new Waiting(store, new FakeSecretVault());
  private final FakeSessions sessions = new FakeSessions(clock);
  private final FakePages pages = new FakePages();
  private final FakeSignIn signIn = new FakeSignIn();
  private final InteractionEndpoint endpoint =
      new InteractionEndpoint(
          waiting,
          new WhoAnswers(new PageReaders(sessions, signIn)),
          null, // nobody decides
          new InteractionPage(pages, sessions, new FakeUserDirectory(), new ShownService(null)),
          new OtherAccounts(store, new FakeSecretVault()),
          new FakeAttemptLimiter(clock));
  private final PendingCase asked =
      waiting.add(
          ACME,
          Cases.question(
              "permission", Map.of("action", "SendEmail", "parameters", Map.of("to", "ada"))));

  @Test
  void showsWhatAnActionIsDoneWith() throws IOException {
    open(asked.code(), sessions.of(ACME, "usr_1"));

    assertEquals(
        List.of(Map.of("name", "to", "value", "\"ada\"")), pages.last().model().get("parameters"));
  }

  @Test
  void showsTheBrowserThatCameThePageAgain() throws IOException {
    Session mine = sessions.of(ACME, "usr_1");
    open(asked.code(), mine);

    assertEquals(200, open(asked.code(), mine).status());
  }

  @Test
  void answersAnotherBrowserWithTheCodeAsWithNone() throws IOException {
    open(asked.code(), sessions.of(ACME, "usr_1"));

    for (FakeExchange late :
        new FakeExchange[] {
          open(asked.code(), sessions.of(ACME, "usr_1")), open(asked.code()), post(asked.code())
        }) {
      assertEquals(open("0000000000").status(), late.status());
      assertEquals(open("0000000000").page(), late.page());
    }
  }

  /** A program that follows links in mail before the person does must not take the page away. */
  @Test
  void keepsTheCodeForWhoIsSignedIn() throws IOException {
    open(asked.code());

    assertEquals(200, open(asked.code(), sessions.of(ACME, "usr_1")).status());
  }

  @Test
  void letsWhoCameSignInAsSomebodyElse() throws IOException {
    PendingCase free = waiting.add(ACME, Cases.free("permission"));
    Session wrong = sessions.of(ACME, "usr_1");
    open(free.code(), wrong);
    assertEquals(
        "/t/acme/aauth/interaction?code=" + free.code() + "&switch=1",
        pages.last().model().get("switchUrl"));

    answered(get(free, wrong).with("switch", "1"));
    assertTrue(signIn.last().requirement().chooseAccount());
    String back = signIn.last().returnTo();
    String secret = back.substring(back.indexOf("&again=") + "&again=".length());
    assertEquals(200, open(free.code(), wrong).status(), "the page that is open still holds");
    Session right = sessions.of(ACME, "usr_2");
    assertEquals(400, open(free.code(), right).status(), "without the way back");
    assertEquals(303, answered(get(free, right).with("again", secret)).status());

    assertEquals(200, open(free.code(), right).status());
    assertEquals(400, open(free.code(), wrong).status(), "the first is out");
    assertEquals(
        400,
        answered(get(free, sessions.of(ACME, "usr_3")).with("again", secret)).status(),
        "the way back is good once");
  }

  /** Who saw the code and was not the first gets no way back, and keeps none from before. */
  @Test
  void letsNobodyElseTakeTheCodeThatWay() throws IOException {
    PendingCase free = waiting.add(ACME, Cases.free("permission"));
    Session mine = sessions.of(ACME, "usr_1");
    open(free.code(), mine);
    answered(get(free, mine).with("switch", "1"));
    int begun = signIn.count();

    Session thief = sessions.of(ACME, "usr_2");
    assertEquals(400, answered(get(free, thief).with("switch", "1")).status());
    assertEquals(400, answered(get(free, thief).with("again", "guessed")).status());

    assertEquals(begun, signIn.count());
    assertEquals(200, open(free.code(), mine).status());
  }

  @Test
  void offersNobodyElseWhereTheAgentHasAPerson() throws IOException {
    Session mine = sessions.of(ACME, "usr_1");
    answered(get(asked, mine).with("switch", "1"));

    assertFalse(pages.last().model().containsKey("switchUrl"));
    assertEquals(0, signIn.count());
  }

  @Test
  void fillsInWhomTheAgentExpects() throws IOException {
    var hinted = Cases.question("permission", Map.of("login_hint", "ada@acme.example"));
    open(waiting.add(ACME, Cases.free(hinted)).code());
    assertEquals(Optional.of("ada@acme.example"), signIn.last().requirement().loginHint());

    open(waiting.add(ACME, hinted).code());
    assertEquals(Optional.empty(), signIn.last().requirement().loginHint());
  }

  private static FakeExchange get(PendingCase of, Session session) {
    return FakeExchange.get(ACME, PAGE)
        .with("code", of.code())
        .withCookie(FakeSessions.COOKIE, session.id());
  }

  private FakeExchange open(String code, Session session) throws IOException {
    return answered(
        FakeExchange.get(ACME, PAGE)
            .with("code", code)
            .withCookie(FakeSessions.COOKIE, session.id()));
  }

  private FakeExchange open(String code) throws IOException {
    return answered(FakeExchange.get(ACME, PAGE).with("code", code));
  }

  private FakeExchange post(String code) throws IOException {
    return answered(FakeExchange.form(ACME, PAGE).with("code", code).with("decision", "allow"));
  }

  private FakeExchange answered(FakeExchange exchange) throws IOException {
    endpoint.handle(exchange);
    return exchange;
  }
}
