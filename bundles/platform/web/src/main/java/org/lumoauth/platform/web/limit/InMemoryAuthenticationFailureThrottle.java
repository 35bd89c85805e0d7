/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.AuthenticationFailureThrottle;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.address.ClientNetworkKey;
import org.lumoauth.platform.web.settings.LastValidSettingReader;
import org.lumoauth.platform.web.settings.WebServerConfig;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Throttles failed authentication attempts; each node counts separately. */
@Component(configurationPid = WebServerConfig.PID)
public final class InMemoryAuthenticationFailureThrottle implements AuthenticationFailureThrottle {

  private static final Logger LOG =
      LoggerFactory.getLogger(InMemoryAuthenticationFailureThrottle.class);
  private static final SubjectRef NOBODY = new SubjectRef(SubjectRef.CLIENT, "unknown");

  /** The current limits. New limits start with new counts. */
  private record FailureRateLimits(
      RateLimit perAccount, RateLimit perAddress, FailureRateCounter counts) {}

  private final LongSupplier nanos;
  private volatile FailureRateLimits limits;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile AuditLog audit;

  @Activate
  public InMemoryAuthenticationFailureThrottle(WebServerConfig config) {
    this(config, System::nanoTime);
  }

  InMemoryAuthenticationFailureThrottle(WebServerConfig config, LongSupplier nanos) {
    this.nanos = nanos;
    this.limits =
        new FailureRateLimits(
            RateLimit.parse(WebServerConfig.FAILED_PER_ACCOUNT),
            RateLimit.parse(WebServerConfig.FAILED_PER_ADDRESS),
            new FailureRateCounter(nanos));
    modified(config);
  }

  InMemoryAuthenticationFailureThrottle withAuditLog(AuditLog log) {
    audit = log;
    return this;
  }

  @Modified
  void modified(WebServerConfig config) {
    limits =
        new FailureRateLimits(
            LastValidSettingReader.readOrKeep(
                "failedAttemptsPerAccount",
                () -> RateLimit.parse(config.failedAttemptsPerAccount()),
                limits.perAccount()),
            LastValidSettingReader.readOrKeep(
                "failedAttemptsPerAddress",
                () -> RateLimit.parse(config.failedAttemptsPerAddress()),
                limits.perAddress()),
            new FailureRateCounter(nanos));
  }

  @Override
  public void check(CredentialAttempt attempt) {
    FailureRateLimits now = limits;
    if (now.perAccount().isUnlimited() || attempt.account().isEmpty()) {
      return;
    }
    refuseUnless(now.counts().check(byAccount(attempt), now.perAccount()));
  }

  @Override
  public void recordFailure(CredentialAttempt attempt) {
    FailureRateLimits now = limits;
    if (!attempt.account().isEmpty()) {
      count(now, byAccount(attempt), now.perAccount(), attempt);
    }
    if (!now.perAddress().isUnlimited()) {
      refuseUnless(now.counts().check(byAddress(attempt), now.perAddress()));
      count(now, byAddress(attempt), now.perAddress(), attempt);
    }
  }

  private void count(
      FailureRateLimits now,
      FailureRateCounter.FailureKey key,
      RateLimit rate,
      CredentialAttempt attempt) {
    if (!rate.isUnlimited() && now.counts().count(key, rate).justExhausted()) {
      record(attempt, key.account().isEmpty() ? "address" : "account", rate);
    }
  }

  /** Records once for each source and window, before the rejection is sent. */
  private void record(CredentialAttempt attempt, String by, RateLimit rate) {
    LOG.warn(
        "brute-force.detected kind={} by={} tenant={} address={}",
        attempt.kind(),
        by,
        attempt.tenantId(),
        attempt.remoteAddress());
    AuditLog log = audit;
    if (log == null) {
      return;
    }
    log.record(
        attempt.tenantId().isEmpty() ? AuditLog.PLATFORM : attempt.tenantId(),
        new AuditEvent(
            "security.brute_force.detected",
            AuditEvent.AuditOutcome.DENIED,
            attempt.account().isEmpty()
                ? NOBODY
                : new SubjectRef(attempt.kind(), attempt.account()),
            List.of(),
            Optional.empty(),
            "Too many authentication attempts failed; further attempts are rejected "
                + "for a while.",
            Optional.empty(),
            Map.of(
                "kind", attempt.kind(),
                "by", by,
                "remote_address", attempt.remoteAddress(),
                "failures", rate.count(),
                "seconds", rate.window().toSeconds())));
  }

  private static FailureRateCounter.FailureKey byAccount(CredentialAttempt attempt) {
    return new FailureRateCounter.FailureKey(
        attempt.tenantId(),
        attempt.kind(),
        attempt.account(),
        ClientNetworkKey.of(attempt.remoteAddress()));
  }

  private static FailureRateCounter.FailureKey byAddress(CredentialAttempt attempt) {
    return new FailureRateCounter.FailureKey(
        attempt.tenantId(), attempt.kind(), "", ClientNetworkKey.of(attempt.remoteAddress()));
  }

  private static void refuseUnless(RateLimiter.RateLimitVerdict verdict) {
    if (!verdict.allowed()) {
      throw new ApiException(
          429,
          "rate_limit_exceeded",
          "Too many failed authentication attempts. Try again after the time in the "
              + "Retry-After header.",
          Map.of(),
          RateLimitHeaders.of(verdict));
    }
  }
}
