package org.lumoauth.agents.aauthperson.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.signature.ServerDocuments;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.outbound.OutboundException;
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

/** What comes to the page that is no code, or a code of a request that would be refused today. */
class InteractionGuessesTest {

  private static final TenantContext ACME = aTenant().build();

  private final InstantSource clock = InstantSource.system();
  private final FakeShortLivedStore store = new FakeShortLivedStore(clock);
  private final Waiting waiting = new Waiting(store, new FakeSecretVault());
  private final OverCases over = new OverCases(waiting, store);
  private final FakeSessions sessions = new FakeSessions(clock);
  private final FakePages pages = new FakePages();
  private final ServerDocuments documents =
      new ServerDocuments(
          request -> {
            throw new OutboundException("nobody answers", false);
          });
  private final InteractionEndpoint endpoint =
      new InteractionEndpoint(
          waiting,
          over,
          new WhoAnswers(new PageReaders(sessions, new FakeSignIn())),
          null, // nobody decides
          new InteractionPage(
              pages,
              sessions,
              new FakeUserDirectory(),
              new ShownService(documents),
              new ShownMission(null, null)),
          new OtherAccounts(store, new FakeSecretVault()),
          new Callbacks(documents),
          new FakeAttemptLimiter(clock));
  private final Session mine = sessions.of(ACME, "usr_1");

  /** Nor is anything looked up for them. */
  @Test
  void tellsWhoGuessedTooOftenNothing() throws IOException {
    PendingCase asked = waiting.add(ACME, Cases.question("permission", Map.of()));
    assertEquals(200, open(asked.code()));
    over.withdraw(ACME, waiting.find(ACME, asked.id()).orElseThrow().value());
    assertEquals(410, open(asked.code()));

    for (int n = 0; n < 20; n++) {
      assertEquals(400, open("0000000000"));
    }

    assertEquals(400, open(asked.code()));
    assertEquals("session_expired", pages.last().model().get("code"));
  }

  /** A version that did not read these let them in. */
  @Test
  void showsWhatWasAskedBeforeItsMembersWereRead() throws IOException {
    Map<String, Object> then = Map.of("prompt", 7, "device", "x".repeat(65), "platform", "web");
    PendingCase asked = waiting.add(ACME, Cases.question("auth", then));

    assertEquals(200, open(asked.code()));
    assertEquals("", pages.last().model().get("device"));
    assertEquals("", pages.last().model().get("platform"));
  }

  private int open(String code) throws IOException {
    FakeExchange exchange =
        FakeExchange.get(ACME, "/aauth/interaction")
            .with("code", code)
            .withCookie(FakeSessions.COOKIE, mine.id());
    endpoint.handle(exchange);
    return exchange.status();
  }
}
