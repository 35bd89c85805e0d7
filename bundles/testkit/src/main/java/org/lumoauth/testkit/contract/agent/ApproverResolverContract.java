/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.approval.ApproverResolver;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link ApproverResolver}. */
public abstract class ApproverResolverContract {

  /** Returns the provider under test. */
  protected abstract ApproverResolver source();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns an approval request to which a user has the relation. */
  protected abstract NewApproval asked();

  /** Returns the users with the relation. */
  protected abstract Set<SubjectRef> related();

  /** Returns an approval request to which no user has the relation. */
  protected abstract NewApproval unrelated();

  @Test
  void resolvesRelatedUsers() {
    assertEquals(related(), source().resolveApprovers(tenant(), asked()));
  }

  @Test
  void canResolveReturnsTrueForRelatedUsers() {
    related().forEach(who -> assertTrue(source().canResolve(tenant(), who), who::toString));
  }

  @Test
  void resolvesOnlyUsers() {
    source()
        .resolveApprovers(tenant(), asked())
        .forEach(who -> assertEquals(SubjectRef.USER, who.type(), who::toString));
  }

  @Test
  void resolvesNoApproverForUnrelatedRequest() {
    assertEquals(Set.of(), source().resolveApprovers(tenant(), unrelated()));
  }

  @Test
  void resolvesNoApproverInAnotherTenant() {
    assertEquals(Set.of(), source().resolveApprovers(HostileIdentifiers.unknownTenant(), asked()));
  }

  @Test
  void resolvesNoApproverForUnknownRequester() {
    for (String type : Set.of(SubjectRef.USER, SubjectRef.CLIENT, SubjectRef.AGENT, "contract")) {
      for (String id : HostileIdentifiers.identifiers()) {
        var asked = by(new SubjectRef(type, id));
        assertEquals(Set.of(), source().resolveApprovers(tenant(), asked), () -> type + " " + id);
      }
    }
  }

  @Test
  void acceptsAnyRequestText() {
    for (String text : HostileIdentifiers.identifiers()) {
      var found = source().resolveApprovers(tenant(), saying(text));
      assertTrue(related().containsAll(found), text);
    }
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        related(), () -> source().resolveApprovers(tenant(), asked()));
  }

  @Test
  void answersQuickly() {
    var source = source();
    var tenant = tenant();
    var asked = asked();
    ConcurrencyAssertions.assertQuick(() -> source.resolveApprovers(tenant, asked));
  }

  private NewApproval by(SubjectRef requester) {
    var asked = unrelated();
    return new NewApproval(
        requester,
        List.of(requester),
        Optional.of(requester),
        asked.action(),
        asked.parameters(),
        asked.reason(),
        asked.risk(),
        asked.approver(),
        asked.lifetime());
  }

  private NewApproval saying(String text) {
    var asked = asked();
    return new NewApproval(
        asked.requester(),
        asked.chain(),
        asked.onBehalfOf(),
        text,
        Map.of(text, text),
        text,
        text,
        asked.approver(),
        asked.lifetime());
  }
}
