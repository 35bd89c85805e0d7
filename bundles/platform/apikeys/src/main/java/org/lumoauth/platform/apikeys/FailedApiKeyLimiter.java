/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import org.lumoauth.api.authn.AuthenticationFailureThrottle;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Rejects invalid keys and limits the number of failures by address. A valid key is never rejected
 * because of other failures: it has 256 random bits and cannot be guessed.
 */
@Component(service = FailedApiKeyLimiter.class)
public final class FailedApiKeyLimiter {

  private final AuthenticationFailureThrottle attempts;

  @Activate
  public FailedApiKeyLimiter(@Reference AuthenticationFailureThrottle attempts) {
    this.attempts = attempts;
  }

  /**
   * Returns the error for a request with an invalid key.
   *
   * @throws ApiException 429 {@code rate_limit_exceeded} instead, if the address had too many
   *     failures
   */
  public ApiException refuse(HttpRequestView request) {
    attempts.recordFailure(
        new AuthenticationFailureThrottle.CredentialAttempt(
            "", "api_key", "", request.remoteAddress()));
    return ApiKeyExtractor.invalidApiKey();
  }
}
