package org.lumoauth.testkit.contract;

import static org.lumoauth.testkit.builder.Builders.aTenant;
import static org.lumoauth.testkit.builder.Builders.aUserRef;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.SignInStep;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

class SignInStepContractTest {
  private static final TenantContext ACME = aTenant().build();

  @Test
  void acceptsTermsThatKeepTheContract() {
    Verdict.holds(GoodTerms.class);
  }

  @Test
  void findsAStepThatTakesSilenceForAYes() {
    Verdict.breaks(
        SilentTerms.class, "letsNobodyPastWhoDoesNotAnswer", "takesAStateThatAnotherVersionWrote");
  }

  @Test
  void findsAStepThatAsksAgainAndAgain() {
    Verdict.breaks(ForgetfulTerms.class, "isOverOnceItIsAnswered");
  }

  @Test
  void findsAStepThatAsksInEveryTenant() {
    Verdict.breaks(EverywhereTerms.class, "asksNobodyInATenantThatDoesNotWantIt");
  }

  /** Terms of use of a tenant, as a module of an enterprise might bring them. */
  private static class Terms implements SignInStep {
    final Set<SubjectRef> accepted;

    Terms(Set<SubjectRef> accepted) {
      this.accepted = accepted;
    }

    boolean wants(TenantContext tenant) {
      return tenant.id().equals(ACME.id());
    }

    boolean accepts(Map<String, String> input) {
      return "yes".equals(input.get("accept"));
    }

    void keep(SubjectRef subject) {
      accepted.add(subject);
    }

    @Override
    public Need need(TenantContext tenant, Occasion occasion) {
      return wants(tenant) && !accepted.contains(occasion.subject()) ? Need.REQUIRED : Need.NONE;
    }

    @Override
    public Optional<Form> begin(TenantContext tenant, Occasion occasion) {
      return need(tenant, occasion) == Need.NONE
          ? Optional.empty()
          : Optional.of(new Form("terms", Map.of("version", 3), Map.of("version", "3")));
    }

    @Override
    public Result proceed(
        TenantContext tenant,
        Occasion occasion,
        Map<String, String> state,
        Map<String, String> input,
        Initiator by) {
      if (!accepts(input)) {
        return new Declined();
      }
      keep(occasion.subject());
      return new Done();
    }
  }

  static class GoodTerms extends SignInStepContract {
    final Set<SubjectRef> accepted = new HashSet<>();

    @Override
    protected SignInStep step() {
      return new Terms(accepted);
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected SignInStep.Occasion required() {
      return new SignInStep.Occasion(aUserRef(), Optional.empty(), false);
    }

    @Override
    protected Optional<SignInStep.Occasion> optional() {
      return Optional.empty();
    }

    @Override
    protected Map<String, String> answer(SignInStep.Form form) {
      return Map.of("accept", "yes");
    }
  }

  static class SilentTerms extends GoodTerms {
    @Override
    protected SignInStep step() {
      return new Terms(accepted) {
        @Override
        boolean accepts(Map<String, String> input) {
          return true;
        }
      };
    }
  }

  static class ForgetfulTerms extends GoodTerms {
    @Override
    protected SignInStep step() {
      return new Terms(accepted) {
        @Override
        void keep(SubjectRef subject) {
          // forgotten at once
        }
      };
    }
  }

  static class EverywhereTerms extends GoodTerms {
    @Override
    protected SignInStep step() {
      return new Terms(accepted) {
        @Override
        boolean wants(TenantContext tenant) {
          return true;
        }
      };
    }
  }
}
