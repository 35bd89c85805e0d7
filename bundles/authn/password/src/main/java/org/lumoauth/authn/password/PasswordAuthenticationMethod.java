/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.password;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserPasswordService;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Authenticates users by password. Time and result are the same for a wrong password, an account
 * without a password, and an unknown account.
 */
@Component(
    property = {
      "lumoauth.kind=authentication-method",
      "lumoauth.name=password",
      "service.ranking:Integer=100"
    })
public final class PasswordAuthenticationMethod implements AuthenticationMethod {
  /** The only failure code. */
  static final String WRONG = "wrong";

  private static final String FIELD = "password";
  private static final int MAX_LENGTH = 1024;
  private static final String NOBODY = "nobody";

  private final UserPasswordService passwords;
  private final PasswordAttemptLimiter limits;

  @Activate
  public PasswordAuthenticationMethod(
      @Reference UserPasswordService passwords, @Reference AttemptLimiter limiter) {
    this.passwords = passwords;
    this.limits = new PasswordAttemptLimiter(limiter);
  }

  @Override
  public Set<String> amr() {
    return Set.of("pwd");
  }

  @Override
  public boolean isAvailable(TenantContext tenant, Optional<SubjectRef> subject) {
    return subject
        .map(who -> who.type().equals(SubjectRef.USER) && passwords.hasPassword(tenant, who.id()))
        .orElse(true);
  }

  @Override
  public AuthenticationStep begin(TenantContext tenant, SignInAttempt attempt) {
    return new AuthenticationStep.PromptStep(FIELD, Map.of(), Map.of());
  }

  @Override
  public AuthenticationStep proceed(
      TenantContext tenant, SignInAttempt attempt, Map<String, String> input) {
    var account = attempt.subject().map(SubjectRef::id).orElse(NOBODY);
    var until = limits.count(tenant, account, attempt);
    if (until.isPresent()) {
      return new AuthenticationStep.RateLimitStep(until.get());
    }
    if (!matches(tenant, account, input.getOrDefault(FIELD, "")) || attempt.subject().isEmpty()) {
      return new AuthenticationStep.FailureStep(WRONG);
    }
    limits.recordSuccess(tenant, account, attempt);
    return new AuthenticationStep.SuccessStep(attempt.subject().get());
  }

  @Override
  public void forgetFailedAttempts(TenantContext tenant, SignInAttempt attempt) {
    attempt.subject().ifPresent(user -> limits.reset(tenant, user.id(), attempt));
  }

  private boolean matches(TenantContext tenant, String account, String entered) {
    // A longer text is never a password; an empty one is hashed instead.
    var password = (entered.length() > MAX_LENGTH ? "" : entered).toCharArray();
    try {
      return passwords.matches(tenant, account, password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }
}
