/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake.user;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.authn.AuthenticationFailureThrottle;
import org.lumoauth.api.web.ApiException;

/** Stores failed attempts; rejects every attempt after {@link #exhausted()}. */
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

  /** Rejects every attempt from now on. */
  public FakeAuthenticationFailureThrottle exhausted() {
    exhausted = true;
    return this;
  }

  /** Returns the failed attempts, in order. */
  public List<CredentialAttempt> failures() {
    return List.copyOf(failures);
  }

  private static ApiException refusal() {
    return new ApiException(429, "rate_limit_exceeded", "Too many failed attempts.");
  }
}
