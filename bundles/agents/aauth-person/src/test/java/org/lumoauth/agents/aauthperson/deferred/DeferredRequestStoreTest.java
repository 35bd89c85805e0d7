/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.deferred;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestion;
import org.lumoauth.agents.aauthperson.interaction.InteractionQuestionSamples;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;
import org.lumoauth.testkit.fake.user.FakeSessionService;

class DeferredRequestStoreTest {

  private static final TenantContext ACME = aTenant().build();
  private static final AccessServerRequirement WAIT =
      AccessServerRequirement.of(
          Map.of(
              "location", "https://as.example/1", "requirement", "clarification", "question", "?"));
  private static final AccessServerRequirement APPROVAL =
      AccessServerRequirement.of(
          Map.of("location", "https://as.example/1", "requirement", "approval"));

  private final FakeSessionService sessions = new FakeSessionService(InstantSource.system());
  private final Session mine = sessions.of(ACME, "usr_1");
  private final Session another = sessions.of(ACME, "usr_1");
  private final DeferredRequestStore waiting =
      new DeferredRequestStore(
          new FakeShortLivedRecordStore(InstantSource.system()), new FakeSecretProtectionService());
  private final InteractionQuestion question =
      InteractionQuestionSamples.question("auth", null, "data.read");
  private final DeferredRequest of = waiting.addAnswered(ACME, question, WAIT);

  /** An agent that polls while it answers must not be told that somebody was faster. */
  @Test
  void acceptsAgentAnswerDuringConcurrentPoll() {
    ShortLivedRecord<DeferredRequest> answering = entry();
    assertTrue(waiting.updateRequirement(ACME, entry(), WAIT));

    assertTrue(
        waiting.storeAccessServerAnswer(
            ACME, answering, question, WAIT.answered(Map.of("action", "x"))));
  }

  @Test
  void storesNewAccessServerRequirement() {
    assertTrue(waiting.updateRequirement(ACME, entry(), APPROVAL));

    assertEquals(Optional.of(APPROVAL), entry().value().accessServerRequirement());
  }

  @Test
  void ignoresUpdateFromOutdatedPoll() {
    ShortLivedRecord<DeferredRequest> late = entry();
    AccessServerRequirement answered = WAIT.answered(Map.of("action", "x"));
    assertTrue(waiting.storeAccessServerAnswer(ACME, late, question, answered));

    assertFalse(waiting.updateRequirement(ACME, late, APPROVAL));
    assertEquals(Optional.of(answered), entry().value().accessServerRequirement());
  }

  @Test
  void asksUserOnceForConcurrentPolls() {
    ShortLivedRecord<DeferredRequest> first = entry();
    ShortLivedRecord<DeferredRequest> second = entry();
    DeferredRequest asked =
        waiting.askAgainForAccessServer(ACME, first, question, WAIT).orElseThrow();

    assertEquals(Optional.empty(), waiting.askAgainForAccessServer(ACME, second, question, WAIT));
    assertEquals(
        Optional.of(asked.code()),
        waiting.findByCode(ACME, asked.code()).map(entry -> entry.value().code()));
  }

  @Test
  void claimsAndDeliversFulfilmentOnce() {
    DeferredRequest polled = entry().value();
    assertTrue(waiting.claimFulfilment(ACME, polled));
    assertFalse(waiting.claimFulfilment(ACME, polled), "another meanwhile");
    waiting.releaseFulfilment(ACME, polled);
    assertTrue(
        waiting.claimFulfilment(ACME, polled), "another, once the first had nothing to tell");

    assertTrue(waiting.markDelivered(ACME, polled));
    assertFalse(waiting.markDelivered(ACME, polled), "it was told");
    assertEquals(Optional.empty(), waiting.find(ACME, of.id()));
  }

  @Test
  void bindsRequestToFirstBrowserSession() {
    DeferredRequest asked = waiting.add(ACME, question);
    ShortLivedRecord<DeferredRequest> first = waiting.find(ACME, asked.id()).orElseThrow();
    ShortLivedRecord<DeferredRequest> second = waiting.find(ACME, asked.id()).orElseThrow();
    assertEquals("pending", first.value().status());

    assertTrue(waiting.bindToSession(ACME, first, mine, ""));
    assertTrue(waiting.bindToSession(ACME, second, mine, ""), "two of its windows at once");
    assertFalse(
        waiting.bindToSession(ACME, second, another, ""), "another that came at the same time");

    DeferredRequest now = waiting.find(ACME, asked.id()).orElseThrow().value();
    assertTrue(now.acceptsSession(Optional.of(mine)));
    assertFalse(now.acceptsSession(Optional.of(another)));
    assertFalse(now.acceptsSession(Optional.empty()));
    assertEquals("interacting", now.status());
  }

  /** The agent shows a code of its own for what the person is asked then. */
  @Test
  void releasesSessionBindingWhenUserIsAskedAgain() {
    DeferredRequest asked = waiting.add(ACME, question);
    assertTrue(waiting.bindToSession(ACME, waiting.find(ACME, asked.id()).orElseThrow(), mine, ""));
    var entry = waiting.find(ACME, asked.id()).orElseThrow();

    DeferredRequest again =
        waiting.askAgainForAccessServer(ACME, entry, question, WAIT).orElseThrow();

    assertTrue(again.acceptsSession(Optional.of(another)));
  }

  private ShortLivedRecord<DeferredRequest> entry() {
    return waiting.find(ACME, of.id()).orElseThrow();
  }
}
