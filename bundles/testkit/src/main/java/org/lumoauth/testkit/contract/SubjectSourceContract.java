package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
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

  /** A subject that may not act; empty for a source whose subjects always may. */
  protected abstract Optional<SubjectRef> disabled();

  /** A tenant that has neither; empty for a source whose subjects are of no tenant. */
  protected Optional<TenantContext> anotherTenant() {
    return Optional.of(HostileIdentifiers.unknownTenant());
  }

  /**
   * Identifiers of nobody that only a careless comparison takes for the one of {@link #enabled}.
   */
  protected List<String> lookalikes() {
    return HostileIdentifiers.lookalikes(enabled().id());
  }

  @Test
  void tellsThatAnEnabledSubjectMayAct() {
    assertEquals(SubjectStatus.ENABLED, source().status(tenant(), enabled()));
  }

  @Test
  void tellsThatADisabledSubjectMayNotAct() {
    for (SubjectRef subject : disabled().stream().toList()) {
      assertEquals(SubjectStatus.DISABLED, source().status(tenant(), subject));
    }
  }

  @Test
  void doesNotKnowSubjectsOfAnotherTenant() {
    for (TenantContext other : anotherTenant().stream().toList()) {
      assertEquals(SubjectStatus.UNKNOWN, source().status(other, enabled()));
    }
  }

  @Test
  void doesNotTellNamesToAnotherTenant() {
    for (TenantContext other : anotherTenant().stream().toList()) {
      assertEquals(enabled().id(), source().displayName(other, enabled()));
    }
  }

  @Test
  void doesNotKnowSubjectsOfAnotherType() {
    var other = new SubjectRef("no_" + enabled().type(), enabled().id());

    assertEquals(SubjectStatus.UNKNOWN, source().status(tenant(), other));
    assertEquals(other.id(), source().displayName(tenant(), other));
  }

  @Test
  void comparesIdentifiersByteForByte() {
    for (String id : lookalikes()) {
      var other = new SubjectRef(enabled().type(), id);
      assertEquals(SubjectStatus.UNKNOWN, source().status(tenant(), other), id);
    }
  }

  @Test
  void doesNotKnowWhatIsNoIdentifier() {
    for (String id : HostileIdentifiers.identifiers()) {
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
    ConcurrencyAssertions.assertSameFromManyThreads(
        SubjectStatus.ENABLED, () -> source().status(tenant(), enabled()));
  }

  @Test
  void answersFromMemory() {
    var source = source();
    var tenant = tenant();
    var subject = enabled();
    ConcurrencyAssertions.assertQuick(() -> source.status(tenant, subject));
  }
}
