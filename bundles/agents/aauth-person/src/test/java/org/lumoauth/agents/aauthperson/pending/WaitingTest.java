package org.lumoauth.agents.aauthperson.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.person.Wait;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeSessions;
import org.lumoauth.testkit.fake.FakeShortLivedStore;

class WaitingTest {

  private static final TenantContext ACME = aTenant().build();
  private static final Wait WAIT =
      Wait.of(
          Map.of(
              "location", "https://as.example/1", "requirement", "clarification", "question", "?"));
  private static final Wait APPROVAL =
      Wait.of(Map.of("location", "https://as.example/1", "requirement", "approval"));

  private final FakeSessions sessions = new FakeSessions(InstantSource.system());
  private final Session mine = sessions.of(ACME, "usr_1");
  private final Session another = sessions.of(ACME, "usr_1");
  private final Waiting waiting =
      new Waiting(new FakeShortLivedStore(InstantSource.system()), new FakeSecretVault());
  private final Question question = Cases.question("auth", null, "data.read");
  private final PendingCase of = waiting.addAnswered(ACME, question, WAIT);

  /** An agent that polls while it answers must not be told that somebody was faster. */
  @Test
  void letsAnAgentAnswerThatPollsMeanwhile() {
    Entry<PendingCase> answering = entry();
    assertTrue(waiting.waits(ACME, entry(), WAIT));

    assertTrue(waiting.answers(ACME, answering, question, WAIT.answered(Map.of("action", "x"))));
  }

  @Test
  void keepsWhatIsNew() {
    assertTrue(waiting.waits(ACME, entry(), APPROVAL));

    assertEquals(Optional.of(APPROVAL), entry().value().waitsFor());
  }

  @Test
  void takesNothingOfAPollThatWasTooLate() {
    Entry<PendingCase> late = entry();
    Wait answered = WAIT.answered(Map.of("action", "x"));
    assertTrue(waiting.answers(ACME, late, question, answered));

    assertFalse(waiting.waits(ACME, late, APPROVAL));
    assertEquals(Optional.of(answered), entry().value().waitsFor());
  }

  @Test
  void asksThePersonOnceThoughTwoPollsWantIt() {
    Entry<PendingCase> first = entry();
    Entry<PendingCase> second = entry();
    PendingCase asked = waiting.askFor(ACME, first, question, WAIT).orElseThrow();

    assertEquals(Optional.empty(), waiting.askFor(ACME, second, question, WAIT));
    assertEquals(
        Optional.of(asked.code()),
        waiting.byCode(ACME, asked.code()).map(entry -> entry.value().code()));
  }

  @Test
  void isMadeByOneOfSeveralPollsAtOnceAndToldOnce() {
    PendingCase polled = entry().value();
    assertTrue(waiting.begin(ACME, polled));
    assertFalse(waiting.begin(ACME, polled), "another meanwhile");
    waiting.pause(ACME, polled);
    assertTrue(waiting.begin(ACME, polled), "another, once the first had nothing to tell");

    assertTrue(waiting.end(ACME, polled));
    assertFalse(waiting.end(ACME, polled), "it was told");
    assertEquals(Optional.empty(), waiting.find(ACME, of.id()));
  }

  @Test
  void isForTheBrowserThatCameFirst() {
    PendingCase asked = waiting.add(ACME, question);
    Entry<PendingCase> first = waiting.find(ACME, asked.id()).orElseThrow();
    Entry<PendingCase> second = waiting.find(ACME, asked.id()).orElseThrow();
    assertEquals("pending", first.value().status());

    assertTrue(waiting.arrive(ACME, first, mine, ""));
    assertTrue(waiting.arrive(ACME, second, mine, ""), "two of its windows at once");
    assertFalse(waiting.arrive(ACME, second, another, ""), "another that came at the same time");

    PendingCase now = waiting.find(ACME, asked.id()).orElseThrow().value();
    assertTrue(now.openTo(Optional.of(mine)));
    assertFalse(now.openTo(Optional.of(another)));
    assertFalse(now.openTo(Optional.empty()));
    assertEquals("interacting", now.status());
  }

  /** The agent shows a code of its own for what the person is asked then. */
  @Test
  void isForAnybodyAgainWhereThePersonIsAskedAgain() {
    PendingCase asked = waiting.add(ACME, question);
    assertTrue(waiting.arrive(ACME, waiting.find(ACME, asked.id()).orElseThrow(), mine, ""));
    var entry = waiting.find(ACME, asked.id()).orElseThrow();

    PendingCase again = waiting.askFor(ACME, entry, question, WAIT).orElseThrow();

    assertTrue(again.openTo(Optional.of(another)));
  }

  private Entry<PendingCase> entry() {
    return waiting.find(ACME, of.id()).orElseThrow();
  }
}
