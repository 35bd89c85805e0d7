package org.lumoauth.agents.aauthperson.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.tenant.TenantContext;
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
  private final Waiting waiting =
      new Waiting(new FakeShortLivedStore(clock), new FakeSecretVault());
  private final FakeSessions sessions = new FakeSessions(clock);
  private final FakePages pages = new FakePages();
  private final InteractionEndpoint endpoint =
      new InteractionEndpoint(
          waiting,
          new WhoAnswers(sessions, new FakeSignIn()),
          null, // nobody decides
          new InteractionPage(pages, sessions, new FakeUserDirectory()),
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
