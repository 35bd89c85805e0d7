/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authn;

import static org.lumoauth.testkit.builder.TestBuilders.aTenant;
import static org.lumoauth.testkit.builder.TestBuilders.aUserRef;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.PostLoginStep;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ContractVerdict;

class PostLoginStepContractTest {
  private static final TenantContext ACME = aTenant().build();

  @Test
  void acceptsCompliantStep() {
    ContractVerdict.holds(GoodTerms.class);
  }

  @Test
  void detectsStepTreatingMissingAnswerAsConsent() {
    ContractVerdict.breaks(
        SilentTerms.class, "staysRequiredWithoutInput", "handlesStateOfAnotherVersion");
  }

  @Test
  void detectsStepRepeatedAfterAnswer() {
    ContractVerdict.breaks(ForgetfulTerms.class, "completesAfterValidInput");
  }

  @Test
  void detectsStepShownInEveryTenant() {
    ContractVerdict.breaks(EverywhereTerms.class, "doesNothingInATenantThatDoesNotUseTheStep");
  }

  /** Terms of use of a tenant, as a module of an enterprise might bring them. */
  private static class Terms implements PostLoginStep {
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
    public SignInStepNeed need(TenantContext tenant, SignInStepContext occasion) {
      return wants(tenant) && !accepted.contains(occasion.subject())
          ? SignInStepNeed.REQUIRED
          : SignInStepNeed.NONE;
    }

    @Override
    public Optional<SignInStepForm> begin(TenantContext tenant, SignInStepContext occasion) {
      return need(tenant, occasion) == SignInStepNeed.NONE
          ? Optional.empty()
          : Optional.of(new SignInStepForm("terms", Map.of("version", 3), Map.of("version", "3")));
    }

    @Override
    public SignInStepResult proceed(
        TenantContext tenant,
        SignInStepContext occasion,
        Map<String, String> state,
        Map<String, String> input,
        AuditInitiator by) {
      if (!accepts(input)) {
        return new SignInStepRefusal();
      }
      keep(occasion.subject());
      return new SignInStepCompletion();
    }
  }

  static class GoodTerms extends PostLoginStepContract {
    final Set<SubjectRef> accepted = new HashSet<>();

    @Override
    protected PostLoginStep step() {
      return new Terms(accepted);
    }

    @Override
    protected TenantContext tenant() {
      return ACME;
    }

    @Override
    protected PostLoginStep.SignInStepContext required() {
      return new PostLoginStep.SignInStepContext(aUserRef(), Optional.empty(), false);
    }

    @Override
    protected Optional<PostLoginStep.SignInStepContext> optional() {
      return Optional.empty();
    }

    @Override
    protected Map<String, String> answer(PostLoginStep.SignInStepForm form) {
      return Map.of("accept", "yes");
    }
  }

  static class SilentTerms extends GoodTerms {
    @Override
    protected PostLoginStep step() {
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
    protected PostLoginStep step() {
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
    protected PostLoginStep step() {
      return new Terms(accepted) {
        @Override
        boolean wants(TenantContext tenant) {
          return true;
        }
      };
    }
  }
}
