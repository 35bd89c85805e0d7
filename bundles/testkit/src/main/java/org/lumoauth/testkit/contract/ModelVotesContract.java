package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.tenant.TenantContext;

/**
 * What every {@link AuthorizationModel} does, also one that looks at nothing but what the question
 * brings along. One that knows subjects does more: {@link AuthorizationModelContract}.
 */
public abstract class ModelVotesContract {

  /** The provider. */
  protected abstract AuthorizationModel model();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** A question that the model permits. */
  protected abstract Question permitted();

  /** A question that it does not permit, of the same subject. */
  protected abstract Question refused();

  @Test
  void permitsWhatItPermits() {
    assertEquals(Vote.Outcome.PERMIT, outcome(tenant(), permitted()));
  }

  @Test
  void doesNotPermitTheRest() {
    assertNotEquals(Vote.Outcome.PERMIT, outcome(tenant(), refused()));
  }

  @Test
  void comparesActionsByteForByte() {
    for (String action : Hostile.lookalikes(permitted().action())) {
      assertNotEquals(Vote.Outcome.PERMIT, outcome(tenant(), toDo(action)), action);
    }
  }

  @Test
  void permitsNoActionThatIsNone() {
    for (String action : Hostile.identifiers()) {
      assertNotEquals(Vote.Outcome.PERMIT, outcome(tenant(), toDo(action)), action);
    }
  }

  @Test
  void votesOnWhateverTheQuestionIsAbout() {
    var sample = permitted();
    for (String text : Hostile.identifiers()) {
      var about =
          new Question(
              sample.subject(),
              sample.actors(),
              sample.action(),
              Optional.of(new Resource(text, text, Map.of(text, text))),
              Map.of(text, List.of(text), "time", text, "ip", text),
              sample.credentialScope());
      assertNotEquals(Vote.Outcome.FAILED, outcome(tenant(), about), text);
    }
  }

  @Test
  void givesAReasonForMachinesAndForPeople() {
    for (Question question : List.of(permitted(), refused())) {
      var reason = model().vote(tenant(), question).reason();
      assertTrue(reason.code().matches("[a-z][a-z0-9_]*"), reason.code());
      assertFalse(reason.text().isBlank());
    }
  }

  @Test
  void tellsWithADenialWhatWouldMakeItAllowed() {
    var vote = model().vote(tenant(), refused());

    if (vote.outcome() == Vote.Outcome.DENY) {
      assertFalse(vote.remedy().orElse("").isBlank());
    }
  }

  @Test
  void answersManyThreadsAlike() {
    Load.assertSameFromManyThreads(Vote.Outcome.PERMIT, () -> outcome(tenant(), permitted()));
  }

  @Test
  void answersFromMemory() {
    var model = model();
    var tenant = tenant();
    var question = permitted();
    Load.assertQuick(() -> model.vote(tenant, question));
  }

  final Vote.Outcome outcome(TenantContext tenant, Question question) {
    return model().vote(tenant, question).outcome();
  }

  private Question toDo(String action) {
    var sample = permitted();
    return new Question(
        sample.subject(),
        sample.actors(),
        action,
        sample.resource(),
        sample.context(),
        sample.credentialScope());
  }
}
