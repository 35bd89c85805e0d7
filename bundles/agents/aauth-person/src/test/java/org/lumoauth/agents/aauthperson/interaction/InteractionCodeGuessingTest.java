/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.deferred.ClosedDeferredRequestStore;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequestStore;
import org.lumoauth.agents.aauthperson.signature.AAuthServerMetadataClient;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.outbound.OutboundException;
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

/** Invalid interaction codes, and codes of requests that today's validation would refuse. */
class InteractionCodeGuessingTest {

  private static final TenantContext ACME = aTenant().build();

  private final InstantSource clock = InstantSource.system();
  private final FakeShortLivedRecordStore store = new FakeShortLivedRecordStore(clock);
  private final DeferredRequestStore waiting =
      new DeferredRequestStore(store, new FakeSecretProtectionService());
  private final ClosedDeferredRequestStore over = new ClosedDeferredRequestStore(waiting, store);
  private final FakeSessionService sessions = new FakeSessionService(clock);
  private final FakeHtmlPageRenderer pages = new FakeHtmlPageRenderer();
  private final AAuthServerMetadataClient documents =
      new AAuthServerMetadataClient(
          request -> {
            throw new OutboundException("nobody answers", false);
          });
  private final InteractionPageEndpoint endpoint =
      new InteractionPageEndpoint(
          waiting,
          over,
          new InteractionAnswerAuthorizer(new PageSessionGuard(sessions, new FakeSignInService())),
          null, // nobody decides
          new InteractionPageRenderer(
              pages, sessions, new FakeUserDirectory(), documents, null, null),
          new AccountSwitchReturnUrlStore(store, new FakeSecretProtectionService()),
          documents,
          new FakeAttemptLimiter(clock));
  private final Session mine = sessions.of(ACME, "usr_1");

  /** Nor is anything looked up for them. */
  @Test
  void revealsNothingAfterTooManyGuesses() throws IOException {
    DeferredRequest asked =
        waiting.add(ACME, InteractionQuestionSamples.question("permission", Map.of()));
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
  void showsARequestStoredByAnOlderVersion() throws IOException {
    Map<String, Object> then = Map.of("prompt", 7, "device", "x".repeat(65), "platform", "web");
    DeferredRequest asked = waiting.add(ACME, InteractionQuestionSamples.question("auth", then));

    assertEquals(200, open(asked.code()));
    assertEquals("", pages.last().model().get("device"));
    assertEquals("", pages.last().model().get("platform"));
  }

  private int open(String code) throws IOException {
    FakeHttpExchange exchange =
        FakeHttpExchange.get(ACME, "/aauth/interaction")
            .withParameter("code", code)
            .withCookie(FakeSessionService.COOKIE, mine.id());
    endpoint.handle(exchange);
    return exchange.status();
  }
}
