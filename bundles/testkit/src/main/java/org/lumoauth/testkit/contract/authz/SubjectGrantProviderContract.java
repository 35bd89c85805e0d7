/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link SubjectGrantProvider}. */
public abstract class SubjectGrantProviderContract {

  /** Returns the provider under test. */
  protected abstract SubjectGrantProvider provider();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a subject with grants of the provider. */
  protected abstract SubjectRef subject();

  /** Returns a tenant in which the subject has no grants. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void reportsTheGrantsOfTheSubject() {
    assertGranted(provider().grants(tenant(), subject()));
  }

  @Test
  void reportsNothingInAnotherTenant() {
    assertNothing(provider().grants(anotherTenant(), subject()), "another tenant");
  }

  @Test
  void reportsNothingForAnUnknownSubject() {
    for (String id : HostileIdentifiers.lookalikes(subject().id())) {
      assertNothing(provider().grants(tenant(), new SubjectRef(subject().type(), id)), id);
    }
    for (String id : HostileIdentifiers.identifiers()) {
      assertNothing(provider().grants(tenant(), new SubjectRef(subject().type(), id)), id);
    }
  }

  @Test
  void reportsNothingForAnotherType() {
    assertNothing(
        provider().grants(tenant(), new SubjectRef("martian", subject().id())), "another type");
  }

  @Test
  void declaresPermissionForReadingGrants() {
    assertFalse(provider().grants(tenant(), subject()).readPermission().isBlank());
  }

  private static void assertGranted(SubjectGrants grants) {
    assertTrue(grants.openEnded() || !grants.permissions().isEmpty());
  }

  private static void assertNothing(SubjectGrants grants, String what) {
    assertEquals(0, grants.permissions().size(), what);
    assertFalse(grants.openEnded(), what);
  }
}
