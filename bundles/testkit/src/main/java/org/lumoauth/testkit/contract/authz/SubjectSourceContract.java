/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectSource;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link SubjectSource}. */
public abstract class SubjectSourceContract {

  /** Returns the provider under test. */
  protected abstract SubjectSource source();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns an enabled subject. */
  protected abstract SubjectRef enabled();

  /** Returns a disabled subject; empty for a source with only enabled subjects. */
  protected abstract Optional<SubjectRef> disabled();

  /** Returns a tenant without both; empty for a source of subjects without a tenant. */
  protected Optional<TenantContext> anotherTenant() {
    return Optional.of(HostileIdentifiers.unknownTenant());
  }

  /**
   * Returns unknown identifiers that only a careless comparison treats as equal to the one of
   * {@link #enabled}.
   */
  protected List<String> lookalikes() {
    return HostileIdentifiers.lookalikes(enabled().id());
  }

  @Test
  void reportsEnabledSubjectAsActive() {
    assertEquals(SubjectStatus.ENABLED, source().status(tenant(), enabled()));
  }

  @Test
  void reportsDisabledSubjectAsInactive() {
    for (SubjectRef subject : disabled().stream().toList()) {
      assertEquals(SubjectStatus.DISABLED, source().status(tenant(), subject));
    }
  }

  @Test
  void findsNoSubjectOfAnotherTenant() {
    for (TenantContext other : anotherTenant().stream().toList()) {
      assertEquals(SubjectStatus.UNKNOWN, source().status(other, enabled()));
    }
  }

  @Test
  void hidesNamesFromAnotherTenant() {
    for (TenantContext other : anotherTenant().stream().toList()) {
      assertEquals(enabled().id(), source().displayName(other, enabled()));
    }
  }

  @Test
  void findsNoSubjectOfAnotherType() {
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
  void findsNoSubjectForInvalidIdentifier() {
    for (String id : HostileIdentifiers.identifiers()) {
      var nobody = new SubjectRef(enabled().type(), id);
      assertEquals(SubjectStatus.UNKNOWN, source().status(tenant(), nobody), id);
    }
  }

  @Test
  void returnsDisplayName() {
    assertFalse(source().displayName(tenant(), enabled()).isBlank());
  }

  @Test
  void usesIdentifierAsNameOfUnknownSubject() {
    var nobody = new SubjectRef(enabled().type(), "nobody");

    assertEquals("nobody", source().displayName(tenant(), nobody));
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        SubjectStatus.ENABLED, () -> source().status(tenant(), enabled()));
  }

  @Test
  void answersWithoutSlowAccess() {
    var source = source();
    var tenant = tenant();
    var subject = enabled();
    ConcurrencyAssertions.assertQuick(() -> source.status(tenant, subject));
  }
}
