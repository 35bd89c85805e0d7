/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.PostLoginStep;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** Terms of use that every user must accept once. */
final class TermsOfUseStep implements PostLoginStep {
  final Set<SubjectRef> accepted = new HashSet<>();
  final List<SignInStepContext> seen = new ArrayList<>();
  private final SignInStepNeed need;

  TermsOfUseStep(SignInStepNeed need) {
    this.need = need;
  }

  @Override
  public SignInStepNeed need(TenantContext tenant, SignInStepContext occasion) {
    seen.add(occasion);
    return accepted.contains(occasion.subject()) ? SignInStepNeed.NONE : need;
  }

  @Override
  public Optional<SignInStepForm> begin(TenantContext tenant, SignInStepContext occasion) {
    return Optional.of(new SignInStepForm("terms", Map.of("version", "3"), Map.of("asked", "3")));
  }

  @Override
  public SignInStepResult proceed(
      TenantContext tenant,
      SignInStepContext occasion,
      Map<String, String> state,
      Map<String, String> input,
      AuditInitiator by) {
    if (!"3".equals(state.get("asked")) || !by.actor().equals(occasion.subject())) {
      throw new IllegalStateException("not what was asked");
    }
    return switch (input.getOrDefault("answer", "")) {
      case "yes" -> {
        accepted.add(occasion.subject());
        yield new SignInStepCompletion();
      }
      case "no" -> new SignInStepRefusal();
      case "more" -> new SignInStepForm("terms-more", Map.of(), state);
      case "break" -> throw new IllegalStateException("broken");
      default -> new SignInStepInputError(Map.of("error", "missing"));
    };
  }
}
