package org.lumoauth.agents.aauthperson.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeSecretVault;
import org.lumoauth.testkit.fake.FakeShortLivedStore;

class ShownQuestionTest {

  private static final TenantContext ACME = aTenant().build();

  private final Waiting waiting =
      new Waiting(new FakeShortLivedStore(InstantSource.system()), new FakeSecretVault());
  private final PendingCase asked =
      waiting.add(ACME, Cases.question("auth", Cases.PAGE, "data.read"));
  private final String shown = ShownQuestion.of(asked);

  @Test
  void isTheSameAsLongAsThePageIs() {
    assertEquals(shown, ShownQuestion.of(waiting.find(ACME, asked.id()).orElseThrow().value()));
  }

  @Test
  void isAnotherOfAWiderQuestion() {
    Question wider =
        asked
            .question()
            .about(
                Map.of("resource_token", "second"),
                "https://r.example",
                List.of("data.read", "data.erase"),
                "To read",
                Optional.of(Cases.PAGE));

    assertNotEquals(shown, ShownQuestion.of(asked.talked(wider, asked.talk())));
  }

  @Test
  void isAnotherOnceTheAgentAnswered() {
    var open = asked.talked(asked.question(), List.of(Turn.asked("Why?")));
    var answered = open.talked(open.question(), List.of(Turn.asked("Why?").answered("Because")));

    assertNotEquals(ShownQuestion.of(open), ShownQuestion.of(answered));
  }

  @Test
  void isAnotherOfTheSameActionWithAnotherValue() {
    assertNotEquals(
        ShownQuestion.of(asked.talked(mailTo("ada@example.com"), List.of())),
        ShownQuestion.of(asked.talked(mailTo("eve@example.com"), List.of())));
  }

  private static Question mailTo(String address) {
    return Cases.question(
        "permission", Map.of("action", "SendEmail", "parameters", Map.of("to", address)));
  }

  @Test
  void isAnotherOnceThePersonWasElsewhere() {
    assertNotEquals(shown, ShownQuestion.of(asked.come()));
  }

  @Test
  void isAnotherOfAnotherCase() {
    assertNotEquals(shown, ShownQuestion.of(waiting.add(ACME, asked.question())));
  }
}
