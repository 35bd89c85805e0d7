/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;

/** Redirects the browser to another provider, which returns the identity. */
public final class ExternalProviderMethod implements AuthenticationMethod {

  /** Whether the provider answers nothing. */
  boolean silent;

  @Override
  public Set<String> amr() {
    return Set.of("swk");
  }

  @Override
  public boolean isAvailable(TenantContext tenant, Optional<SubjectRef> subject) {
    return false;
  }

  @Override
  public List<SignInOption> signInOptions(TenantContext tenant) {
    return List.of(new SignInOption("contoso", Optional.of("Contoso"), Optional.of("building")));
  }

  @Override
  public AuthenticationStep begin(TenantContext tenant, SignInAttempt attempt) {
    var way = attempt.state().get(WAY);
    if (silent) {
      return new AuthenticationStep.UnavailableStep();
    }
    return new AuthenticationStep.RedirectStep(
        "https://" + way + ".example/authorize", Map.of("nonce", "n"));
  }

  @Override
  public AuthenticationStep proceed(
      TenantContext tenant, SignInAttempt attempt, Map<String, String> input) {
    if (silent) {
      return new AuthenticationStep.UnavailableStep();
    }
    boolean right =
        input.equals(Map.of(ANSWER, "right")) && "n".equals(attempt.state().get("nonce"));
    return right
        ? new AuthenticationStep.SuccessStep(TestBuilders.aUserRef())
        : new AuthenticationStep.FailureStep("wrong");
  }
}
