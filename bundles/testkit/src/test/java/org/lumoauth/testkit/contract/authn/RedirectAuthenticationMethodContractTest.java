/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ContractVerdict;

class RedirectAuthenticationMethodContractTest {

  private static final TenantContext ACME = aTenant().build();

  @Test
  void acceptsCompliantMethod() {
    ContractVerdict.holds(Good.class);
  }

  @Test
  void detectsMethodAcceptingReplayedResponse() {
    ContractVerdict.breaks(Repeating.class, "acceptsResponseOnlyOnce");
  }

  @Test
  void detectsMethodNotBindingResponseToSignIn() {
    ContractVerdict.breaks(Forgetful.class, "rejectsResponseOfAnotherSignIn");
  }

  /** Answers are the attempt's id and a number. */
  private static final class Elsewhere implements AuthenticationMethod {
    private final Map<String, String> answers = new HashMap<>();
    private final boolean once;
    private final boolean bound;

    Elsewhere(boolean once, boolean bound) {
      this.once = once;
      this.bound = bound;
    }

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
      return tenant.equals(ACME)
          ? List.of(new SignInOption("contoso", Optional.of("Contoso"), Optional.empty()))
          : List.of();
    }

    @Override
    public AuthenticationStep begin(TenantContext tenant, SignInAttempt attempt) {
      return new AuthenticationStep.RedirectStep(
          "https://idp.example/?state=" + attempt.id(), Map.of());
    }

    @Override
    public AuthenticationStep proceed(
        TenantContext tenant, SignInAttempt attempt, Map<String, String> input) {
      var key = input.getOrDefault(ANSWER, "");
      var of = once ? answers.remove(key) : answers.get(key);
      boolean right = of != null && tenant.equals(ACME) && (!bound || of.equals(attempt.id()));
      return right
          ? new AuthenticationStep.SuccessStep(aUserRef())
          : new AuthenticationStep.FailureStep("wrong");
    }
  }

  abstract static class Sample extends RedirectAuthenticationMethodContract {
    private final Elsewhere method;

    Sample(boolean once, boolean bound) {
      method = new Elsewhere(once, bound);
    }

    @Override
    protected AuthenticationMethod method() {
      return method;
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected String way() {
      return "contoso";
    }

    @Override
    protected SubjectRef subject() {
      return aUserRef();
    }

    @Override
    protected String answerTo(
        AuthenticationMethod.AuthenticationStep.RedirectStep begun, String attempt) {
      method.answers.put("of-" + attempt, attempt);
      return "of-" + attempt;
    }
  }

  static class Good extends Sample {
    Good() {
      super(true, true);
    }
  }

  static class Repeating extends Sample {
    Repeating() {
      super(false, true);
    }
  }

  static class Forgetful extends Sample {
    Forgetful() {
      super(true, false);
    }
  }
}
