/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.builder.TestBuilders;

/** Sends the same link each time, and asks for confirmation when the link is opened. */
public final class EmailLinkMethod implements AuthenticationMethod {
  static final String RIGHT = "the-link";

  private final Set<String> displaced;

  /** How often a link was asked for. */
  int begun;

  /** Whether there is mail just now. */
  boolean sends = true;

  /**
   * @param displaced methods that it takes the place of
   */
  public EmailLinkMethod(String... displaced) {
    this.displaced = Set.of(displaced);
  }

  @Override
  public Set<String> amr() {
    return Set.of("email");
  }

  @Override
  public boolean isAvailable(TenantContext tenant, Optional<SubjectRef> subject) {
    return sends;
  }

  @Override
  public boolean isValidLink(TenantContext tenant, String link) {
    return link.equals(RIGHT);
  }

  @Override
  public Set<String> replacedMethods(TenantContext tenant) {
    return displaced;
  }

  @Override
  public AuthenticationStep begin(TenantContext tenant, SignInAttempt attempt) {
    begun++;
    return attempt.state().containsKey(LINK)
        ? new AuthenticationStep.PromptStep("confirm", Map.of(), Map.of("opened", "yes"))
        : new AuthenticationStep.PromptStep("sent", Map.of(), Map.of());
  }

  @Override
  public AuthenticationStep proceed(
      TenantContext tenant, SignInAttempt attempt, Map<String, String> input) {
    return attempt.state().containsKey("opened")
        ? new AuthenticationStep.SuccessStep(TestBuilders.aUserRef())
        : new AuthenticationStep.FailureStep("expired");
  }
}
