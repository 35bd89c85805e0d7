package org.lumoauth.platform.web.limit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.FailedAttempts;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Network;
import org.lumoauth.platform.web.settings.Takeover;
import org.lumoauth.platform.web.settings.WebConfig;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failed attempts, counted by each node for itself. */
@Component(configurationPid = WebConfig.PID)
public final class LimitedAttempts implements FailedAttempts {

  private static final Logger LOG = LoggerFactory.getLogger(LimitedAttempts.class);
  private static final SubjectRef NOBODY = new SubjectRef(SubjectRef.CLIENT, "unknown");

  /** What is in force. New rates begin with new counts. */
  private record Limits(Rate perAccount, Rate perAddress, FailureCounts counts) {}

  private final LongSupplier nanos;
  private volatile Limits limits;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile AuditLog audit;

  @Activate
  public LimitedAttempts(WebConfig config) {
    this(config, System::nanoTime);
  }

  LimitedAttempts(WebConfig config, LongSupplier nanos) {
    this.nanos = nanos;
    this.limits =
        new Limits(
            Rate.parse(WebConfig.FAILED_PER_ACCOUNT),
            Rate.parse(WebConfig.FAILED_PER_ADDRESS),
            new FailureCounts(nanos));
    modified(config);
  }

  LimitedAttempts recordingIn(AuditLog log) {
    audit = log;
    return this;
  }

  @Modified
  void modified(WebConfig config) {
    limits =
        new Limits(
            Takeover.of(
                "failedAttemptsPerAccount",
                () -> Rate.parse(config.failedAttemptsPerAccount()),
                limits.perAccount()),
            Takeover.of(
                "failedAttemptsPerAddress",
                () -> Rate.parse(config.failedAttemptsPerAddress()),
                limits.perAddress()),
            new FailureCounts(nanos));
  }

  @Override
  public void check(Attempt attempt) {
    Limits now = limits;
    if (now.perAccount().unlimited() || attempt.account().isEmpty()) {
      return;
    }
    refuseUnless(now.counts().ask(byAccount(attempt), now.perAccount()));
  }

  @Override
  public void failed(Attempt attempt) {
    Limits now = limits;
    if (!attempt.account().isEmpty()) {
      count(now, byAccount(attempt), now.perAccount(), attempt);
    }
    if (!now.perAddress().unlimited()) {
      refuseUnless(now.counts().ask(byAddress(attempt), now.perAddress()));
      count(now, byAddress(attempt), now.perAddress(), attempt);
    }
  }

  private void count(Limits now, FailureCounts.Key key, Rate rate, Attempt attempt) {
    if (!rate.unlimited() && now.counts().count(key, rate).justExhausted()) {
      record(attempt, key.account().isEmpty() ? "address" : "account", rate);
    }
  }

  /** Once for each who guesses and each window, before the refusal goes out. */
  private void record(Attempt attempt, String by, Rate rate) {
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
            AuditEvent.Outcome.DENIED,
            attempt.account().isEmpty()
                ? NOBODY
                : new SubjectRef(attempt.kind(), attempt.account()),
            List.of(),
            Optional.empty(),
            "Too many attempts to prove an identity failed; further ones are refused for a while.",
            Optional.empty(),
            Map.of(
                "kind", attempt.kind(),
                "by", by,
                "remote_address", attempt.remoteAddress(),
                "failures", rate.count(),
                "seconds", rate.window().toSeconds())));
  }

  private static FailureCounts.Key byAccount(Attempt attempt) {
    return new FailureCounts.Key(
        attempt.tenantId(), attempt.kind(), attempt.account(), Network.of(attempt.remoteAddress()));
  }

  private static FailureCounts.Key byAddress(Attempt attempt) {
    return new FailureCounts.Key(
        attempt.tenantId(), attempt.kind(), "", Network.of(attempt.remoteAddress()));
  }

  private static void refuseUnless(RateLimiter.Verdict verdict) {
    if (!verdict.allowed()) {
      throw new Problem(
          429,
          "rate_limit_exceeded",
          "Too many attempts have failed; try again later.",
          Map.of(),
          RateHeaders.of(verdict));
    }
  }
}
