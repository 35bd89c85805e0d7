/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.EffectivePermission;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link SubjectPermissionProvider}. */
public abstract class SubjectPermissionProviderContract {

  /** Returns the provider under test. */
  protected abstract SubjectPermissionProvider source();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns a subject with permissions. */
  protected abstract SubjectRef subject();

  /** Returns a permission of the subject. */
  protected abstract String permission();

  /** Returns a tenant in which the subject has no permissions. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void listsPermissionsOfSubject() {
    assertTrue(
        source().permissions(tenant(), subject()).stream()
            .anyMatch(each -> each.slug().equals(permission())));
  }

  @Test
  void listsNothingInAnotherTenant() {
    assertEquals(List.of(), source().permissions(anotherTenant(), subject()));
  }

  @Test
  void listsNothingForUnknownSubjects() {
    for (String id : HostileIdentifiers.lookalikes(subject().id())) {
      assertEquals(
          List.of(), source().permissions(tenant(), new SubjectRef(subject().type(), id)), id);
    }
    for (String id : HostileIdentifiers.identifiers()) {
      assertEquals(
          List.of(), source().permissions(tenant(), new SubjectRef(subject().type(), id)), id);
    }
  }

  @Test
  void listsNothingForSubjectsOfAnotherType() {
    assertEquals(
        List.of(), source().permissions(tenant(), new SubjectRef("martian", subject().id())));
  }

  @Test
  void namesSourceOfEachPermission() {
    source()
        .permissions(tenant(), subject())
        .forEach(each -> assertFalse(each.source().isBlank(), each.slug()));
  }

  @Test
  void listsEachPermissionOncePerSource() {
    var listed = source().permissions(tenant(), subject());

    var distinct =
        listed.stream()
            .map(each -> List.of(each.slug(), each.source()))
            .collect(Collectors.toSet());
    assertEquals(distinct.size(), listed.size());
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    var expected = slugs();
    ConcurrencyAssertions.assertSameFromManyThreads(expected, this::slugs);
  }

  private List<String> slugs() {
    return source().permissions(tenant(), subject()).stream()
        .map(EffectivePermission::slug)
        .sorted()
        .toList();
  }
}
