package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.Question;
import org.lumoauth.api.authz.Vote;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** What every {@link AuthorizationModel} does that knows the subjects of a tenant. */
public abstract class AuthorizationModelContract extends ModelVotesContract {

  /** A tenant in which the model permits the question not. */
  protected TenantContext anotherTenant() {
    return Hostile.stranger();
  }

  @Test
  void permitsNothingInAnotherTenant() {
    assertNotEquals(Vote.Outcome.PERMIT, outcome(anotherTenant(), permitted()));
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
