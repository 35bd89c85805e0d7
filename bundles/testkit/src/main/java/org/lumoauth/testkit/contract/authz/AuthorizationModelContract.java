/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authz;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link AuthorizationModel} that uses the subjects of a tenant. */
public abstract class AuthorizationModelContract extends BaseAuthorizationModelContract {

  /** Returns a tenant in which the model does not permit the request. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void permitsNothingInAnotherTenant() {
    assertNotEquals(AuthorizationVote.VoteOutcome.PERMIT, outcome(anotherTenant(), permitted()));
  }

  @Test
  void comparesSubjectsByteForByte() {
    var subject = permitted().subject();
    for (String id : HostileIdentifiers.lookalikes(subject.id())) {
      var other = as(new SubjectRef(subject.type(), id));
      assertNotEquals(AuthorizationVote.VoteOutcome.PERMIT, outcome(tenant(), other), id);
    }
  }

  @Test
  void permitsNothingForSubjectsOfAnotherType() {
    var other = as(new SubjectRef("martian", permitted().subject().id()));

    assertNotEquals(AuthorizationVote.VoteOutcome.PERMIT, outcome(tenant(), other));
  }

  private DecisionRequest as(SubjectRef subject) {
    var sample = permitted();
    return new DecisionRequest(
        subject,
        sample.actors(),
        sample.action(),
        sample.resource(),
        sample.context(),
        sample.credentialScope());
  }
}
