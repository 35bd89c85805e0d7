package org.lumoauth.platform.apikeys;

import org.lumoauth.api.authn.FailedAttempts;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Refuses keys that do not hold, and counts them by address. A key that holds is never refused for
 * what others tried: it has 256 random bits, which nobody guesses.
 */
@Component(service = RefusedKeys.class)
public final class RefusedKeys {

  private final FailedAttempts attempts;

  @Activate
  public RefusedKeys(@Reference FailedAttempts attempts) {
    this.attempts = attempts;
  }

  /**
   * The refusal of a request.
   *
   * @throws Problem 429 {@code rate_limit_exceeded} in its place if there were too many
   */
  public Problem of(RequestView request) {
    attempts.failed(new FailedAttempts.Attempt("", "api_key", "", request.remoteAddress()));
    return Credentials.refused();
  }
}
