/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestionSamples;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.user.FakeSessionService;

/** Section Polling Error Codes. */
class DeferredRequestPollHandlerTest {

  private static final TenantContext ACME = aTenant().build();

  private Instant now = Instant.now();
  private final DeferredRequestStore waiting =
      new DeferredRequestStore(
          new FakeShortLivedRecordStore(InstantSource.system()), new FakeSecretProtectionService());
  private final AgentPollRateLimiter pace =
      new AgentPollRateLimiter(new FakeAttemptLimiter(() -> now), () -> now);

  /** There is nobody who could ask an access server. */
  private final DeferredRequestPollHandler polling =
      new DeferredRequestPollHandler(null, null, waiting, null, null, pace, null);

  @Test
  void rateLimitsAgentsThatPollTooOften() throws Exception {
    String hasty = asked(Duration.ofMinutes(10));
    String other = asked(Duration.ofMinutes(10));
    for (int n = 0; n < AgentPollRateLimiter.POLLS.attempts(); n++) {
      assertEquals(202, poll(hasty).status());
    }

    now = now.plusMillis(12_500);
    FakeHttpExchange polled = poll();
    var told = assertThrows(AAuthProblemException.class, () -> answer(polled, hasty));

    assertEquals("429 slow_down", told.status() + " " + told.error());
    assertEquals("48", polled.responseHeader("Retry-After"), "what is left of the minute");
    assertEquals(202, poll(other).status(), "another request of the agent");
    now = now.plusSeconds(48);
    assertEquals(202, poll(hasty).status(), "afterwards");
  }

  @Test
  void deliversAnswerDespitePollRateLimit() throws Exception {
    String hasty = asked(Duration.ofMinutes(10));
    for (int n = 0; n < AgentPollRateLimiter.POLLS.attempts(); n++) {
      poll(hasty);
    }
    waiting.answer(ACME, find(hasty), DeferredRequest.DENIED, "usr_1", Map.of());

    assertEquals("403 denied", refused(hasty));
  }

  /** Each poll would ask it. */
  @Test
  void rateLimitsPollsForwardedToAccessServer() {
    DeferredRequest hasty = waitsFor(Map.of("requirement", "approval"));
    for (int n = 0; n < AgentPollRateLimiter.POLLS.attempts(); n++) {
      pace.require(poll(), hasty);
    }

    assertEquals("429 slow_down", refused(hasty.id()));
  }

  /** Nobody is asked then: it is the agent that has to answer. */
  @Test
  void reportsClarificationQuestionDespitePollRateLimit() {
    DeferredRequest asked = waitsFor(Map.of("requirement", "clarification", "question", "Why?"));

    for (int n = 0; n <= AgentPollRateLimiter.POLLS.attempts(); n++) {
      pace.require(poll(), asked);
    }
  }

  @Test
  void reportsAnUnvisitedRequestAsExpired() {
    assertEquals("408 expired", refused(asked(Duration.ZERO)));
  }

  @Test
  void reportsAnUnansweredVisitedRequestAsAbandoned() {
    String id = asked(Duration.ZERO);
    arrive(id);

    assertEquals("403 abandoned", refused(id));
  }

  /** It is not the person who did not answer. */
  @Test
  void reportsExpiredIfAgentAnswerWasPending() {
    String id = asked(Duration.ZERO);
    arrive(id);
    assertTrue(waiting.addClarificationQuestion(ACME, find(id), "Why?"));

    assertEquals("408 expired", refused(id));
  }

  private String asked(Duration longest) {
    return waiting
        .add(ACME, InteractionQuestionSamples.question("auth", null, "read"), longest)
        .id();
  }

  private DeferredRequest waitsFor(Map<String, Object> what) {
    Map<String, Object> wait = new HashMap<>(what);
    wait.put("location", "https://as.example/1");
    return waiting.addAnswered(
        ACME,
        InteractionQuestionSamples.question("auth", null, "read"),
        AccessServerRequirement.of(wait));
  }

  private void arrive(String id) {
    assertTrue(
        waiting.bindToSession(
            ACME, find(id), new FakeSessionService(InstantSource.system()).of(ACME, "usr_1"), ""));
    assertFalse(find(id).value().arrived().isEmpty());
  }

  private ShortLivedRecord<DeferredRequest> find(String id) {
    return waiting.find(ACME, id).orElseThrow();
  }

  private String refused(String id) {
    var told = assertThrows(AAuthProblemException.class, () -> poll(id));
    return told.status() + " " + told.error();
  }

  private FakeHttpExchange poll(String id) throws IOException {
    FakeHttpExchange exchange = poll();
    answer(exchange, id);
    return exchange;
  }

  private static FakeHttpExchange poll() {
    return FakeHttpExchange.get(ACME, "/aauth-person/pending/x");
  }

  private void answer(FakeHttpExchange exchange, String id) throws IOException {
    polling.respond(exchange, null, find(id));
  }
}
