package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.oauth.ScopeDescriptionProvider;
import org.lumoauth.api.tenant.TenantContext;

/** What every {@link ScopeDescriptionProvider} does. */
public abstract class ScopeDescriptionProviderContract {

  /** The provider, which has words for {@link #described} in {@link #tenant}. */
  protected abstract ScopeDescriptionProvider descriptions();

  /** A tenant. */
  protected abstract TenantContext tenant();

  /** A tenant that has no scopes. */
  protected abstract TenantContext otherTenant();

  /** The name of a scope, with letters in it. */
  protected abstract String described();

  @Test
  void saysWhatAScopeStandsFor() {
    assertFalse(descriptions().describe(tenant(), described()).orElseThrow().isBlank());
  }

  @Test
  void comparesNamesByteForByte() {
    var other = described().toUpperCase(Locale.ROOT);

    assertEquals(Optional.empty(), descriptions().describe(tenant(), other));
    assertEquals(Optional.empty(), descriptions().describe(tenant(), described() + " "));
  }

  @Test
  void saysNothingToAnotherTenant() {
    assertEquals(Optional.empty(), descriptions().describe(otherTenant(), described()));
  }

  @Test
  void hasNoWordsForWhatItDoesNotKnow() {
    assertEquals(Optional.empty(), descriptions().describe(tenant(), "contract:unknown"));
    assertEquals(Optional.empty(), descriptions().describe(tenant(), ""));
  }
}
