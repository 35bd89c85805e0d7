package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.approval.ApproverSource;
import org.lumoauth.api.approval.NewApproval;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** What every {@link ApproverSource} does. */
public abstract class ApproverSourceContract {

  /** The provider. */
  protected abstract ApproverSource source();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** Something to be approved, to which somebody stands in the relation. */
  protected abstract NewApproval asked();

  /** Who does. */
  protected abstract Set<SubjectRef> related();

  /** Something to be approved, to which nobody does. */
  protected abstract NewApproval unrelated();

  @Test
  void namesThoseWhoStandInTheRelation() {
    assertEquals(related(), source().approvers(tenant(), asked()));
  }

  @Test
  void knowsThoseWhomItMayName() {
    related().forEach(who -> assertTrue(source().mayName(tenant(), who), who::toString));
  }

  @Test
  void namesPeopleAlone() {
    source()
        .approvers(tenant(), asked())
        .forEach(who -> assertEquals(SubjectRef.USER, who.type(), who::toString));
  }

  @Test
  void namesNobodyWhereNobodyDoes() {
    assertEquals(Set.of(), source().approvers(tenant(), unrelated()));
  }

  @Test
  void namesNobodyToAnotherTenant() {
    assertEquals(Set.of(), source().approvers(Hostile.stranger(), asked()));
  }

  @Test
  void namesNobodyForWhomItDoesNotKnow() {
    for (String type : Set.of(SubjectRef.USER, SubjectRef.CLIENT, SubjectRef.AGENT, "contract")) {
      for (String id : Hostile.identifiers()) {
        var asked = by(new SubjectRef(type, id));
        assertEquals(Set.of(), source().approvers(tenant(), asked), () -> type + " " + id);
      }
    }
  }

  @Test
  void takesAnyTextThatSomebodyAsksWith() {
    for (String text : Hostile.identifiers()) {
      var found = source().approvers(tenant(), saying(text));
      assertTrue(related().containsAll(found), text);
    }
  }

  @Test
  void answersManyThreadsAlike() {
    Load.assertSameFromManyThreads(related(), () -> source().approvers(tenant(), asked()));
  }

  @Test
  void answersQuickly() {
    var source = source();
    var tenant = tenant();
    var asked = asked();
    Load.assertQuick(() -> source.approvers(tenant, asked));
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
