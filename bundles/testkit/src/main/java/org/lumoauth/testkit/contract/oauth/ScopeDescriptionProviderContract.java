/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.authorization.ScopeDescriptionProvider;
import org.lumoauth.api.tenant.TenantContext;

/** The contract of every {@link ScopeDescriptionProvider}. */
public abstract class ScopeDescriptionProviderContract {

  /** Returns the provider, which describes {@link #described} in {@link #tenant}. */
  protected abstract ScopeDescriptionProvider descriptions();

  /** Returns a tenant. */
  protected abstract TenantContext tenant();

  /** Returns a tenant without scopes. */
  protected abstract TenantContext otherTenant();

  /** Returns the name of a scope; it contains letters. */
  protected abstract String described();

  @Test
  void describesKnownScope() {
    assertFalse(descriptions().describe(tenant(), described()).orElseThrow().isBlank());
  }

  @Test
  void comparesNamesByteForByte() {
    var other = described().toUpperCase(Locale.ROOT);

    assertEquals(Optional.empty(), descriptions().describe(tenant(), other));
    assertEquals(Optional.empty(), descriptions().describe(tenant(), described() + " "));
  }

  @Test
  void describesNothingInAnotherTenant() {
    assertEquals(Optional.empty(), descriptions().describe(otherTenant(), described()));
  }

  @Test
  void describesNoUnknownScope() {
    assertEquals(Optional.empty(), descriptions().describe(tenant(), "contract:unknown"));
    assertEquals(Optional.empty(), descriptions().describe(tenant(), ""));
  }
}
