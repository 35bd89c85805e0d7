/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class UserSecondFactorLookupTest {

  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final UserSecondFactorLookup factors = new UserSecondFactorLookup(registry);

  @Test
  void returnsEmptyIfMethodCannotBeActivated() {
    registry.withFirstCallFailing(AuthenticationMethod.class, "totp", new Codes());

    assertEquals(Optional.empty(), factors.has(aTenant().build(), aUserRef()));
    assertEquals(Optional.of(true), factors.has(aTenant().build(), aUserRef()));
    assertEquals(0, registry.openLeases());
  }

  /** Everybody has it. */
  private static final class Codes implements AuthenticationMethod {
    @Override
    public Set<String> amr() {
      return Set.of("otp");
    }

    @Override
    public boolean isAvailable(TenantContext tenant, Optional<SubjectRef> subject) {
      return true;
    }

    @Override
    public AuthenticationStep begin(TenantContext tenant, SignInAttempt attempt) {
      throw new UnsupportedOperationException();
    }

    @Override
    public AuthenticationStep proceed(
        TenantContext tenant, SignInAttempt attempt, Map<String, String> input) {
      throw new UnsupportedOperationException();
    }
  }
}
