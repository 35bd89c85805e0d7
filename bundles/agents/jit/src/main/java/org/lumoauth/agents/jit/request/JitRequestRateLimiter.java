/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.time.Duration;
import org.lumoauth.agents.jit.JitSettings;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Limits the permission requests of an agent per minute. */
@Component(service = JitRequestRateLimiter.class)
public final class JitRequestRateLimiter {

  private static final int SECONDS = 60;

  private final AttemptLimiter limiter;
  private final SettingsStore settings;

  @Activate
  public JitRequestRateLimiter(
      @Reference AttemptLimiter limiter, @Reference SettingsStore settings) {
    this.limiter = limiter;
    this.settings = settings;
  }

  /**
   * Counts a request of the agent before it is processed.
   *
   * @throws ApiException 429 {@code rate_limit_exceeded}
   */
  void admit(TenantContext tenant, Agent agent) {
    int most = JitSettings.REQUESTS_PER_MINUTE.read(settings, tenant);
    limiter
        .count(
            tenant,
            "jit-request",
            agent.id(),
            new AttemptLimiter.AttemptLimit(most, Duration.ofSeconds(SECONDS)))
        .ifPresent(
            until -> {
              throw ApiException.rateLimited(
                  "The agent sent too many permission requests. Try again after the time in "
                      + "the Retry-After header.",
                  most,
                  until);
            });
  }
}
