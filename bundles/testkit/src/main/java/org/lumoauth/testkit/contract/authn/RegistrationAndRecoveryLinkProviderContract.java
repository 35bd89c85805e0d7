/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.RegistrationAndRecoveryLinkProvider;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;
import org.lumoauth.testkit.contract.TenantUrlAssertions;

/** The contract of every {@link RegistrationAndRecoveryLinkProvider}. */
public abstract class RegistrationAndRecoveryLinkProviderContract {

  /** RFC 3986 section 3.3, absolute and without an authority. */
  private static final String PATH =
      "/[A-Za-z0-9._~!$&'()*+,;=:@%-][A-Za-z0-9._~!$&'()*+,;=:@%/-]*";

  /** Returns the provider under test. */
  protected abstract RegistrationAndRecoveryLinkProvider links();

  /** Returns a tenant with a page for registration or account recovery. */
  protected abstract TenantContext tenant();

  /** Returns a tenant without registration. */
  protected abstract TenantContext closed();

  @Test
  void providesAtLeastOneLink() {
    assertFalse(paths(tenant()).isEmpty());
  }

  @Test
  void hasNoRegistrationPathIfRegistrationIsClosed() {
    assertEquals(Optional.empty(), links().registrationPath(closed()));
  }

  @Test
  void providesPathsThatAcceptAQueryParameter() {
    for (TenantContext tenant : List.of(tenant(), closed(), HostileIdentifiers.unknownTenant())) {
      paths(tenant).forEach(path -> assertTrue(path.matches(PATH), path));
    }
  }

  @Test
  void providesOnlyPathsOfTheTenant() {
    for (TenantContext tenant : List.of(tenant(), closed(), HostileIdentifiers.unknownTenant())) {
      var base = URI.create(TenantUrlAssertions.base(tenant));
      for (String path : paths(tenant)) {
        TenantUrlAssertions.assertTenantUrl(tenant, base.resolve(path).toString());
      }
    }
  }

  @Test
  void returnsEqualLinksToConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(paths(tenant()), () -> paths(tenant()));
  }

  private List<String> paths(TenantContext tenant) {
    return Stream.of(links().registrationPath(tenant), links().recoveryPath(tenant))
        .flatMap(Optional::stream)
        .toList();
  }
}
