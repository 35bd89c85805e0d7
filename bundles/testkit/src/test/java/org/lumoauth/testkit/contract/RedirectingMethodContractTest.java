package org.lumoauth.testkit.contract;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUserRef;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

class RedirectingMethodContractTest {

  private static final TenantContext ACME = aTenant().build();

  @Test
  void acceptsAMethodThatKeepsTheContract() {
    Verdict.holds(Good.class);
  }

  @Test
  void findsAMethodThatTakesAnAnswerTwice() {
    Verdict.breaks(Repeating.class, "takesAnAnswerOnce");
  }

  @Test
  void findsAMethodThatForgetsWhoseTheAnswerIs() {
    Verdict.breaks(Forgetful.class, "refusesTheAnswerToAnotherSignIn");
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
    public boolean available(TenantContext tenant, Optional<SubjectRef> subject) {
      return false;
    }

    @Override
    public List<Way> ways(TenantContext tenant) {
      return tenant.equals(ACME)
          ? List.of(new Way("contoso", Optional.of("Contoso"), Optional.empty()))
          : List.of();
    }

    @Override
    public Step begin(TenantContext tenant, Attempt attempt) {
      return new Step.Redirect("https://idp.example/?state=" + attempt.id(), Map.of());
    }

    @Override
    public Step proceed(TenantContext tenant, Attempt attempt, Map<String, String> input) {
      var key = input.getOrDefault(ANSWER, "");
      var of = once ? answers.remove(key) : answers.get(key);
      boolean right = of != null && tenant.equals(ACME) && (!bound || of.equals(attempt.id()));
      return right ? new Step.Success(aUserRef()) : new Step.Failure("wrong");
    }
  }

  abstract static class Sample extends RedirectingMethodContract {
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
    protected String answerTo(AuthenticationMethod.Step.Redirect begun, String attempt) {
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
