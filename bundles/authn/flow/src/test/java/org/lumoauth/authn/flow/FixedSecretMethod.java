/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;

/** Accepts one fixed secret. Another fixed secret returns a rate limit. */
public final class FixedSecretMethod implements AuthenticationMethod {
  public static final String LATER = "later";

  public final List<SignInAttempt> seen = new ArrayList<>();
  final List<SignInAttempt> recovered = new ArrayList<>();
  private final String name;
  private final Set<String> amr;
  private final boolean first;
  private final Map<String, String> memory;

  private FixedSecretMethod(
      String name, Set<String> amr, boolean first, Map<String, String> memory) {
    this.name = name;
    this.amr = amr;
    this.first = first;
    this.memory = memory;
  }

  public static FixedSecretMethod password() {
    return new FixedSecretMethod("password", Set.of("pwd"), true, Map.of("begun", "yes"));
  }

  /** A password of which nothing has to be remembered. */
  static FixedSecretMethod plainPassword() {
    return new FixedSecretMethod("password", Set.of("pwd"), true, Map.of());
  }

  public static FixedSecretMethod code() {
    return new FixedSecretMethod("code", Set.of("otp"), false, Map.of("begun", "yes"));
  }

  @Override
  public Set<String> amr() {
    return amr;
  }

  @Override
  public boolean isAvailable(TenantContext tenant, Optional<SubjectRef> subject) {
    return first || subject.isPresent();
  }

  @Override
  public AuthenticationStep begin(TenantContext tenant, SignInAttempt attempt) {
    return new AuthenticationStep.PromptStep(name, Map.of(), memory);
  }

  @Override
  public void forgetFailedAttempts(TenantContext tenant, SignInAttempt attempt) {
    recovered.add(attempt);
  }

  @Override
  public AuthenticationStep proceed(
      TenantContext tenant, SignInAttempt attempt, Map<String, String> input) {
    seen.add(attempt);
    var word = input.getOrDefault(name, "");
    if (word.equals(LATER)) {
      return new AuthenticationStep.RateLimitStep(Instant.parse("2027-01-01T00:15:00Z"));
    }
    boolean right = word.equals("right") && memory.equals(attempt.state());
    return right
        ? new AuthenticationStep.SuccessStep(attempt.subject().orElseThrow())
        : new AuthenticationStep.FailureStep("wrong");
  }
}
