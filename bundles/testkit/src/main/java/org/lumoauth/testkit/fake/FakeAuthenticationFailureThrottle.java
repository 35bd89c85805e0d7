package org.lumoauth.testkit.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.authn.AuthenticationFailureThrottle;
import org.lumoauth.api.web.ApiException;

/** Remembers what failed; refuses everything once it is told to. */
public final class FakeAuthenticationFailureThrottle implements AuthenticationFailureThrottle {

  private final List<CredentialAttempt> failures = new CopyOnWriteArrayList<>();
  private volatile boolean exhausted;

  @Override
  public void check(CredentialAttempt attempt) {
    if (exhausted && !attempt.account().isEmpty()) {
      throw refusal();
    }
  }

  @Override
  public void recordFailure(CredentialAttempt attempt) {
    failures.add(attempt);
    if (exhausted) {
      throw refusal();
    }
  }

  /** From now on too many attempts have failed. */
  public FakeAuthenticationFailureThrottle exhausted() {
    exhausted = true;
    return this;
  }

  /** What failed, in order. */
  public List<CredentialAttempt> failures() {
    return List.copyOf(failures);
  }

  private static ApiException refusal() {
    return new ApiException(429, "rate_limit_exceeded", "Too many attempts have failed.");
  }
}
