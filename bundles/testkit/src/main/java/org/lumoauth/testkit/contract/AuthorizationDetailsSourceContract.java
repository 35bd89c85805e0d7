package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.AuthorizationDetailsSource;
import org.lumoauth.api.tenant.TenantContext;

/** What every {@link AuthorizationDetailsSource} does. */
public abstract class AuthorizationDetailsSourceContract {

  /** The provider. */
  protected abstract AuthorizationDetailsSource source();

  /** A tenant with types of its own. */
  protected abstract TenantContext tenant();

  /** The name of one of its types, with letters in it. */
  protected abstract String type();

  /** A tenant that has no types. */
  protected TenantContext anotherTenant() {
    return HostileIdentifiers.unknownTenant();
  }

  @Test
  void findsATypeByItsName() {
    assertTrue(source().find(tenant(), type()).isPresent());
  }

  @Test
  void listsWhatItFindsAndFindsWhatItLists() {
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
  void findsNothingForWhatIsNoName() {
    for (String name : HostileIdentifiers.identifiers()) {
      assertEquals(Optional.empty(), source().find(tenant(), name), name);
    }
  }

  @Test
  void knowsNothingOfTypesOfAnotherTenant() {
    assertEquals(Optional.empty(), source().find(anotherTenant(), type()));
    assertEquals(Set.of(), source().types(anotherTenant()));
  }

  @Test
  void letsNobodyChangeWhatItKnows() {
    var before = Set.copyOf(source().types(tenant()));
    try {
      source().types(tenant()).clear();
    } catch (UnsupportedOperationException unchangeable) {
      // the plainest way to keep it
    }

    assertEquals(before, source().types(tenant()));
  }

  @Test
  void answersManyThreadsAlike() {
    ConcurrencyAssertions.assertSameFromManyThreads(
        true,
        () ->
            source().find(tenant(), type()).isPresent()
                && source().types(tenant()).contains(type()));
  }

  @Test
  void answersFromMemory() {
    var source = source();
    var tenant = tenant();
    ConcurrencyAssertions.assertQuick(
        () -> {
          source.types(tenant);
          source.find(tenant, "contract-unknown");
        });
  }
}
