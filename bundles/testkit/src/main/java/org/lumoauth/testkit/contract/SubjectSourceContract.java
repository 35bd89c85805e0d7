package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;

/** What every {@link SubjectSource} does. */
public abstract class SubjectSourceContract {

  /** The provider. */
  protected abstract SubjectSource source();

  /** The tenant that the samples are of. */
  protected abstract TenantContext tenant();

  /** A subject that may act. */
  protected abstract SubjectRef enabled();

  /** A subject that may not act. */
  protected abstract SubjectRef disabled();

  /** A tenant that has neither. */
  protected TenantContext anotherTenant() {
    return Hostile.stranger();
  }

  @Test
  void tellsThatAnEnabledSubjectMayAct() {
    assertEquals(SubjectStatus.ENABLED, source().status(tenant(), enabled()));
  }

  @Test
  void tellsThatADisabledSubjectMayNotAct() {
    assertEquals(SubjectStatus.DISABLED, source().status(tenant(), disabled()));
  }

  @Test
  void doesNotKnowSubjectsOfAnotherTenant() {
    assertEquals(SubjectStatus.UNKNOWN, source().status(anotherTenant(), enabled()));
  }

  @Test
  void doesNotTellNamesToAnotherTenant() {
    assertEquals(enabled().id(), source().displayName(anotherTenant(), enabled()));
  }

  @Test
  void doesNotKnowSubjectsOfAnotherType() {
    var other = new SubjectRef("no_" + enabled().type(), enabled().id());

    assertEquals(SubjectStatus.UNKNOWN, source().status(tenant(), other));
  }

  @Test
  void comparesIdentifiersByteForByte() {
    for (String id : Hostile.lookalikes(enabled().id())) {
      var other = new SubjectRef(enabled().type(), id);
      assertEquals(SubjectStatus.UNKNOWN, source().status(tenant(), other), id);
    }
  }

  @Test
  void doesNotKnowWhatIsNoIdentifier() {
    for (String id : Hostile.identifiers()) {
      var nobody = new SubjectRef(enabled().type(), id);
      assertEquals(SubjectStatus.UNKNOWN, source().status(tenant(), nobody), id);
    }
  }

  @Test
  void hasANameForPeople() {
    assertFalse(source().displayName(tenant(), enabled()).isBlank());
  }

  @Test
  void namesWhomItDoesNotKnowByTheIdentifier() {
    var nobody = new SubjectRef(enabled().type(), "nobody");

    assertEquals("nobody", source().displayName(tenant(), nobody));
  }

  @Test
  void answersManyThreadsAlike() {
    Load.assertSameFromManyThreads(
        SubjectStatus.ENABLED, () -> source().status(tenant(), enabled()));
  }

  @Test
  void answersFromMemory() {
    var source = source();
    var tenant = tenant();
    var subject = enabled();
    Load.assertQuick(() -> source.status(tenant, subject));
  }
}
