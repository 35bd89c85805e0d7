/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.agents.aauthperson.deferred.ClarificationTurn;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequestStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSecretProtectionService;
import org.lumoauth.testkit.fake.FakeShortLivedRecordStore;

class InteractionQuestionFingerprintTest {

  private static final TenantContext ACME = aTenant().build();

  private final DeferredRequestStore waiting =
      new DeferredRequestStore(
          new FakeShortLivedRecordStore(InstantSource.system()), new FakeSecretProtectionService());
  private final DeferredRequest asked =
      waiting.add(
          ACME,
          InteractionQuestionSamples.question(
              "auth", InteractionQuestionSamples.PAGE, "data.read"));
  private final String shown = InteractionQuestionFingerprint.of(asked);

  @Test
  void returnsSameFingerprintForSamePage() {
    assertEquals(
        shown,
        InteractionQuestionFingerprint.of(waiting.find(ACME, asked.id()).orElseThrow().value()));
  }

  @Test
  void changesWithWiderScope() {
    InteractionQuestion wider =
        asked
            .question()
            .withRequest(
                Map.of("resource_token", "second"),
                "https://r.example",
                List.of("data.read", "data.erase"),
                "To read",
                Optional.of(InteractionQuestionSamples.PAGE));

    assertNotEquals(
        shown, InteractionQuestionFingerprint.of(asked.withClarification(wider, asked.talk())));
  }

  @Test
  void changesWithAgentAnswer() {
    var open = asked.withClarification(asked.question(), List.of(ClarificationTurn.asked("Why?")));
    var answered =
        open.withClarification(
            open.question(), List.of(ClarificationTurn.asked("Why?").answered("Because")));

    assertNotEquals(
        InteractionQuestionFingerprint.of(open), InteractionQuestionFingerprint.of(answered));
  }

  @Test
  void changesWithParameterValue() {
    assertNotEquals(
        InteractionQuestionFingerprint.of(
            asked.withClarification(mailTo("ada@example.com"), List.of())),
        InteractionQuestionFingerprint.of(
            asked.withClarification(mailTo("eve@example.com"), List.of())));
  }

  private static InteractionQuestion mailTo(String address) {
    return InteractionQuestionSamples.question(
        "permission", Map.of("action", "SendEmail", "parameters", Map.of("to", address)));
  }

  @Test
  void changesAfterResourceInteraction() {
    assertNotEquals(shown, InteractionQuestionFingerprint.of(asked.afterResourceInteraction()));
  }

  @Test
  void changesWithRequest() {
    assertNotEquals(shown, InteractionQuestionFingerprint.of(waiting.add(ACME, asked.question())));
  }
}
