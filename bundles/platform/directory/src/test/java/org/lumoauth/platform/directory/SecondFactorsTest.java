package org.lumoauth.platform.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUserRef;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.fake.FakeProviderRegistry;

class SecondFactorsTest {

  private final FakeProviderRegistry registry = new FakeProviderRegistry();
  private final SecondFactors factors = new SecondFactors(registry);

  @Test
  void saysNothingWhereAMethodCouldNotBeAsked() {
    registry.stumbling(AuthenticationMethod.class, "totp", new Codes());

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
    public boolean available(TenantContext tenant, Optional<SubjectRef> subject) {
      return true;
    }

    @Override
    public Step begin(TenantContext tenant, Attempt attempt) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Step proceed(TenantContext tenant, Attempt attempt, Map<String, String> input) {
      throw new UnsupportedOperationException();
    }
  }
}
