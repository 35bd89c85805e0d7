/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.password;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.time.InstantSource;
import java.util.Map;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authn.AuthenticationMethodContract;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;
import org.lumoauth.testkit.fake.user.FakeUserPasswordService;

class PasswordAuthenticationMethodContractTest extends AuthenticationMethodContract {
  private final FakeUserPasswordService passwords =
      new FakeUserPasswordService().with(tenant(), subject().id(), "correct horse battery");
  private final FakeAttemptLimiter limiter = new FakeAttemptLimiter(InstantSource.system());

  @Override
  protected AuthenticationMethod method() {
    return new PasswordAuthenticationMethod(passwords, limiter);
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
  protected Map<String, String> rightInput(AuthenticationStep.PromptStep form) {
    return Map.of("password", "correct horse battery");
  }

  @Override
  protected Map<String, String> wrongInput(AuthenticationStep.PromptStep form) {
    return Map.of("password", "wrong");
  }
}
