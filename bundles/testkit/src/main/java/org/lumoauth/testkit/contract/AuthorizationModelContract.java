package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** What every {@link AuthorizationModel} does. */
public abstract class AuthorizationModelContract {

  /** The provider. */
  protected abstract AuthorizationModel model();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** A question that the model permits. */
  protected abstract Question permitted();

  /** A question that it does not permit, of the same subject. */
  protected abstract Question refused();

  /** A tenant in which the model permits the question not. */
  protected TenantContext anotherTenant() {
    return Hostile.stranger();
  }

  @Test
  void permitsWhatItPermits() {
    assertEquals(Vote.Outcome.PERMIT, outcome(tenant(), permitted()));
  }

  @Test
  void doesNotPermitTheRest() {
    assertNotEquals(Vote.Outcome.PERMIT, outcome(tenant(), refused()));
  }

  @Test
  void permitsNothingInAnotherTenant() {
    assertNotEquals(Vote.Outcome.PERMIT, outcome(anotherTenant(), permitted()));
  }

  @Test
  void comparesActionsByteForByte() {
    for (String action : Hostile.lookalikes(permitted().action())) {
      assertNotEquals(Vote.Outcome.PERMIT, outcome(tenant(), toDo(action)), action);
    }
  }

  @Test
  void comparesSubjectsByteForByte() {
    var subject = permitted().subject();
    for (String id : Hostile.lookalikes(subject.id())) {
      var other = as(new SubjectRef(subject.type(), id));
      assertNotEquals(Vote.Outcome.PERMIT, outcome(tenant(), other), id);
    }
  }

  @Test
  void permitsNothingToSubjectsOfAnotherType() {
    var other = as(new SubjectRef("martian", permitted().subject().id()));

    assertNotEquals(Vote.Outcome.PERMIT, outcome(tenant(), other));
  }

  @Test
  void permitsNoActionThatIsNone() {
    for (String action : Hostile.identifiers()) {
      assertNotEquals(Vote.Outcome.PERMIT, outcome(tenant(), toDo(action)), action);
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

  private Vote.Outcome outcome(TenantContext tenant, Question question) {
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

  private Question as(SubjectRef subject) {
    var sample = permitted();
    return new Question(
        subject,
        sample.actors(),
        sample.action(),
        sample.resource(),
        sample.context(),
        sample.credentialScope());
  }
}
