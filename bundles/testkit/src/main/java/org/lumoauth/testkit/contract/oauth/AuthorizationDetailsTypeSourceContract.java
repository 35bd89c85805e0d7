/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.authorization.AuthorizationDetailsTypeSource;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link AuthorizationDetailsTypeSource}. */
public abstract class AuthorizationDetailsTypeSourceContract {

  /** Returns the provider under test. */
  protected abstract AuthorizationDetailsTypeSource source();

  /** Returns a tenant with its own types. */
  protected abstract TenantContext tenant();

  /** Returns the name of one of its types; it contains letters. */
  protected abstract String type();

  /** Returns a tenant without types. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void findsATypeByItsName() {
    assertTrue(source().find(tenant(), type()).isPresent());
  }

  @Test
  void listsExactlyTheTypesThatItFinds() {
    assertTrue(source().types(tenant()).contains(type()));
    for (String name : source().types(tenant())) {
      assertFalse(name.isBlank());
      assertTrue(source().find(tenant(), name).isPresent(), name);
    }
  }

  @Test
  void comparesNamesByteForByte() {
    for (String name : HostileIdentifiers.lookalikes(type())) {
      assertEquals(Optional.empty(), source().find(tenant(), name), name);
    }
  }

  @Test
  void findsNothingForInvalidName() {
    for (String name : HostileIdentifiers.identifiers()) {
      assertEquals(Optional.empty(), source().find(tenant(), name), name);
    }
  }

  @Test
  void findsNoTypeOfAnotherTenant() {
    assertEquals(Optional.empty(), source().find(anotherTenant(), type()));
    assertEquals(Set.of(), source().types(anotherTenant()));
  }

  @Test
  void returnsACollectionThatCallersCannotChange() {
    var before = Set.copyOf(source().types(tenant()));
    try {
      source().types(tenant()).clear();
    } catch (UnsupportedOperationException unchangeable) {
      // the simplest valid implementation
    }

    assertEquals(before, source().types(tenant()));
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        true,
        () ->
            source().find(tenant(), type()).isPresent()
                && source().types(tenant()).contains(type()));
  }

  @Test
  void answersWithoutSlowAccess() {
    var source = source();
    var tenant = tenant();
    ConcurrencyAssertions.assertQuick(
        () -> {
          source.types(tenant);
          source.find(tenant, "contract-unknown");
        });
  }
}
