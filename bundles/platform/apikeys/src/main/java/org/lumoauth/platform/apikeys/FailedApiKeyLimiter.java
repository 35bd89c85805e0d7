package org.lumoauth.platform.apikeys;

import org.lumoauth.api.authn.AuthenticationFailureThrottle;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Refuses keys that do not hold, and counts them by address. A key that holds is never refused for
 * what others tried: it has 256 random bits, which nobody guesses.
 */
@Component(service = FailedApiKeyLimiter.class)
public final class FailedApiKeyLimiter {

  private final AuthenticationFailureThrottle attempts;

  @Activate
  public FailedApiKeyLimiter(@Reference AuthenticationFailureThrottle attempts) {
    this.attempts = attempts;
  }

  /**
   * The refusal of a request.
   *
   * @throws ApiException 429 {@code rate_limit_exceeded} in its place if there were too many
   */
  public ApiException refuse(HttpRequestView request) {
    attempts.recordFailure(
        new AuthenticationFailureThrottle.CredentialAttempt(
            "", "api_key", "", request.remoteAddress()));
    return ApiKeyExtractor.invalidApiKey();
  }
}
