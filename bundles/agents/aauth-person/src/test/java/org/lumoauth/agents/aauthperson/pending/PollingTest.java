package org.lumoauth.agents.aauthperson.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.person.Wait;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.testkit.FakeExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSessions;
import org.lumoauth.testkit.fake.FakeShortLivedStore;

/** Section Polling Error Codes. */
class PollingTest {

  private static final TenantContext ACME = aTenant().build();

  private Instant now = Instant.now();
  private final Waiting waiting =
      new Waiting(new FakeShortLivedStore(InstantSource.system()), new FakeSecretVault());
  private final Pace pace = new Pace(new FakeAttemptLimiter(() -> now), () -> now);

  /** There is nobody who could ask an access server. */
  private final Polling polling = new Polling(null, null, waiting, null, null, pace, null);

  @Test
  void slowsDownWhoPollsMuchMoreOftenThanTheyAreTold() throws Exception {
    String hasty = asked(Duration.ofMinutes(10));
    String other = asked(Duration.ofMinutes(10));
    for (int n = 0; n < Pace.POLLS.attempts(); n++) {
      assertEquals(202, poll(hasty).status());
    }

    now = now.plusMillis(12_500);
    FakeExchange polled = poll();
    var told = assertThrows(DraftProblem.class, () -> answer(polled, hasty));

    assertEquals("429 slow_down", told.status() + " " + told.error());
    assertEquals("48", polled.responseHeader("Retry-After"), "what is left of the minute");
    assertEquals(202, poll(other).status(), "another request of the agent");
    now = now.plusSeconds(48);
    assertEquals(202, poll(hasty).status(), "afterwards");
  }

  @Test
  void tellsWhatThereIsToHearHoweverOftenSomebodyAsked() throws Exception {
    String hasty = asked(Duration.ofMinutes(10));
    for (int n = 0; n < Pace.POLLS.attempts(); n++) {
      poll(hasty);
    }
    waiting.answer(ACME, find(hasty), PendingCase.DENIED, "usr_1", Map.of());

    assertEquals("403 denied", refused(hasty));
  }

  /** Each poll would ask it. */
  @Test
  void asksAnAccessServerNoMoreOftenThanThat() {
    PendingCase hasty = waitsFor(Map.of("requirement", "approval"));
    for (int n = 0; n < Pace.POLLS.attempts(); n++) {
      pace.require(poll(), hasty);
    }

    assertEquals("429 slow_down", refused(hasty.id()));
  }

  /** Nobody is asked then: it is the agent that has to answer. */
  @Test
  void tellsAnAgentWhatAnAccessServerAsksHoweverOftenItAsked() {
    PendingCase asked = waitsFor(Map.of("requirement", "clarification", "question", "Why?"));

    for (int n = 0; n <= Pace.POLLS.attempts(); n++) {
      pace.require(poll(), asked);
    }
  }

  @Test
  void callsARequestExpiredForWhichNobodyCame() {
    assertEquals("408 expired", refused(asked(Duration.ZERO)));
  }

  @Test
  void callsARequestAbandonedForWhichThePersonCameAndDidNotAnswer() {
    String id = asked(Duration.ZERO);
    arrive(id);

    assertEquals("403 abandoned", refused(id));
  }

  /** It is not the person who did not answer. */
  @Test
  void callsItExpiredWhereThePersonWaitedForTheAgent() {
    String id = asked(Duration.ZERO);
    arrive(id);
    assertTrue(waiting.ask(ACME, find(id), "Why?"));

    assertEquals("408 expired", refused(id));
  }

  private String asked(Duration longest) {
    return waiting.add(ACME, Cases.question("auth", null, "read"), longest).id();
  }

  private PendingCase waitsFor(Map<String, Object> what) {
    Map<String, Object> wait = new HashMap<>(what);
    wait.put("location", "https://as.example/1");
    return waiting.addAnswered(ACME, Cases.question("auth", null, "read"), Wait.of(wait));
  }

  private void arrive(String id) {
    assertTrue(
        waiting.arrive(
            ACME, find(id), new FakeSessions(InstantSource.system()).of(ACME, "usr_1"), ""));
    assertFalse(find(id).value().arrived().isEmpty());
  }

  private Entry<PendingCase> find(String id) {
    return waiting.find(ACME, id).orElseThrow();
  }

  private String refused(String id) {
    var told = assertThrows(DraftProblem.class, () -> poll(id));
    return told.status() + " " + told.error();
  }

  private FakeExchange poll(String id) throws IOException {
    FakeExchange exchange = poll();
    answer(exchange, id);
    return exchange;
  }

  private static FakeExchange poll() {
    return FakeExchange.get(ACME, "/aauth-person/pending/x");
  }

  private void answer(FakeExchange exchange, String id) throws IOException {
    polling.answerNow(exchange, null, find(id));
  }
}
