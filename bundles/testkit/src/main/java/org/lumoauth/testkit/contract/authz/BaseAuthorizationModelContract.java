/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/**
 * The contract of every {@link AuthorizationModel}, including models that use only the data in the
 * request. A model that uses subjects also meets {@link AuthorizationModelContract}.
 */
public abstract class BaseAuthorizationModelContract {

  /** Returns the provider under test. */
  protected abstract AuthorizationModel model();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a request that the model permits. */
  protected abstract DecisionRequest permitted();

  /** Returns a request of the same subject that it does not permit. */
  protected abstract DecisionRequest refused();

  @Test
  void permitsAllowedRequest() {
    assertEquals(AuthorizationVote.VoteOutcome.PERMIT, outcome(tenant(), permitted()));
  }

  @Test
  void doesNotPermitOtherRequests() {
    assertNotEquals(AuthorizationVote.VoteOutcome.PERMIT, outcome(tenant(), refused()));
  }

  @Test
  void comparesActionsByteForByte() {
    for (String action : HostileIdentifiers.lookalikes(permitted().action())) {
      assertNotEquals(
          AuthorizationVote.VoteOutcome.PERMIT, outcome(tenant(), toDo(action)), action);
    }
  }

  @Test
  void permitsNoInvalidAction() {
    for (String action : HostileIdentifiers.identifiers()) {
      assertNotEquals(
          AuthorizationVote.VoteOutcome.PERMIT, outcome(tenant(), toDo(action)), action);
    }
  }

  @Test
  void acceptsAnyResourceAndContext() {
    var sample = permitted();
    for (String text : HostileIdentifiers.identifiers()) {
      var about =
          new DecisionRequest(
              sample.subject(),
              sample.actors(),
              sample.action(),
              Optional.of(new Resource(text, text, Map.of(text, text))),
              Map.of(text, List.of(text), "time", text, "ip", text),
              sample.credentialScope());
      assertNotEquals(AuthorizationVote.VoteOutcome.FAILED, outcome(tenant(), about), text);
    }
  }

  @Test
  void givesReasonCodeAndText() {
    for (DecisionRequest question : List.of(permitted(), refused())) {
      var reason = model().vote(tenant(), question).reason();
      assertTrue(reason.code().matches("[a-z][a-z0-9_]*"), reason.code());
      assertFalse(reason.text().isBlank());
    }
  }

  @Test
  void givesRemedyWithDenial() {
    var vote = model().vote(tenant(), refused());

    if (vote.outcome() == AuthorizationVote.VoteOutcome.DENY) {
      assertFalse(vote.remedy().orElse("").isBlank());
    }
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        AuthorizationVote.VoteOutcome.PERMIT, () -> outcome(tenant(), permitted()));
  }

  @Test
  void answersWithoutSlowAccess() {
    var model = model();
    var tenant = tenant();
    var question = permitted();
    ConcurrencyAssertions.assertQuick(() -> model.vote(tenant, question));
  }

  final AuthorizationVote.VoteOutcome outcome(TenantContext tenant, DecisionRequest question) {
    return model().vote(tenant, question).outcome();
  }

  private DecisionRequest toDo(String action) {
    var sample = permitted();
    return new DecisionRequest(
        sample.subject(),
        sample.actors(),
        action,
        sample.resource(),
        sample.context(),
        sample.credentialScope());
  }
}
