package org.lumoauth.authn.password;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUserRef;

import java.time.InstantSource;
import java.util.Map;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.Step;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.AuthenticationMethodContract;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.FakeUserPasswords;

class PasswordMethodContractTest extends AuthenticationMethodContract {
  private final FakeUserPasswords passwords =
      new FakeUserPasswords().with(tenant(), subject().id(), "correct horse battery");
  private final FakeAttemptLimiter limiter = new FakeAttemptLimiter(InstantSource.system());

  @Override
  protected AuthenticationMethod method() {
    return new PasswordMethod(passwords, new PasswordLimits(limiter));
  }

  @Override
  protected TenantContext tenant() {
    return aTenant().build();
  }

  @Override
  protected SubjectRef subject() {
    return aUserRef();
  }

  @Override
  protected Map<String, String> rightInput(Step.Ask form) {
    return Map.of("password", "correct horse battery");
  }

  @Override
  protected Map<String, String> wrongInput(Step.Ask form) {
    return Map.of("password", "wrong");
  }
}
