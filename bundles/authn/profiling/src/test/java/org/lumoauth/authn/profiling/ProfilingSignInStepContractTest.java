/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.profiling;

import static org.lumoauth.authn.profiling.ProfilingStepFixture.ACME;
import static org.lumoauth.authn.profiling.ProfilingStepFixture.SIGNING_IN;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.PostLoginStep;
import org.lumoauth.api.authn.PostLoginStep.SignInStepContext;
import org.lumoauth.api.authn.PostLoginStep.SignInStepForm;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.authn.PostLoginStepContract;

class ProfilingSignInStepContractTest extends PostLoginStepContract {
  private static final SignInStepContext ELSEWHERE =
      new SignInStepContext(SIGNING_IN.subject(), Optional.empty(), false);

  private final ProfilingStepFixture fixture =
      new ProfilingStepFixture()
          .asking(
              Map.of("attribute", "phone_number", "required", true, "clients", List.of("app")),
              ProfilingStepFixture.optional("given_name"));

  @Override
  protected PostLoginStep step() {
    return fixture.step();
  }

  @Override
  protected TenantContext tenant() {
    return ACME;
  }

  @Override
  protected SignInStepContext required() {
    return SIGNING_IN;
  }

  @Override
  protected Optional<SignInStepContext> optional() {
    return Optional.of(ELSEWHERE);
  }

  @Override
  protected Map<String, String> answer(SignInStepForm form) {
    return Map.of("phone_number", "+442079460018", "given_name", "Ada");
  }
}
