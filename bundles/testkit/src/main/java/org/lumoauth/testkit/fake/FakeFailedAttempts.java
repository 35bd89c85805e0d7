package org.lumoauth.testkit.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lumoauth.api.authn.FailedAttempts;
import org.lumoauth.api.web.Problem;

/** Remembers what failed; refuses everything once it is told to. */
public final class FakeFailedAttempts implements FailedAttempts {

  private final List<Attempt> failures = new CopyOnWriteArrayList<>();
  private volatile boolean exhausted;

  @Override
  public void check(Attempt attempt) {
    if (exhausted && !attempt.account().isEmpty()) {
      throw refusal();
    }
  }

  @Override
  public void failed(Attempt attempt) {
    failures.add(attempt);
    if (exhausted) {
      throw refusal();
    }
  }

  /** From now on too many attempts have failed. */
  public FakeFailedAttempts exhausted() {
    exhausted = true;
    return this;
  }

  /** What failed, in order. */
  public List<Attempt> failures() {
    return List.copyOf(failures);
  }

  private static Problem refusal() {
    return new Problem(429, "rate_limit_exceeded", "Too many attempts have failed.");
  }
}
