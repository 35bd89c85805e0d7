/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.account;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.AuditOutcome;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.directory.UserPasswordService;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Changes a password if the user enters the current password, so that an open or stolen session is
 * not sufficient. The current session continues; all other sessions of the user are revoked.
 */
@Component(service = AccountPasswordChangeService.class)
public final class AccountPasswordChangeService {

  static final String KIND = "account-password";
  static final AttemptLimit LIMIT = new AttemptLimit(10, Duration.ofMinutes(15));

  private static final String CURRENT = "current";
  private static final String NEW = "password";
  private static final int MAX_LENGTH = 1_024;
  private static final int WRONG = 422;
  private static final int TOO_MANY = 429;

  private final UserPasswordService passwords;
  private final SessionService sessions;
  private final AttemptLimiter limiter;
  private final AuditLog log;

  /**
   * The reason for rejecting a password change.
   *
   * @param status the HTTP status
   * @param field the invalid field
   * @param code the message key {@code account.error.CODE}
   */
  record PasswordChangeRefusal(int status, String field, String code) {}

  @Activate
  public AccountPasswordChangeService(
      @Reference UserPasswordService passwords,
      @Reference SessionService sessions,
      @Reference AttemptLimiter limiter,
      @Reference AuditLog log) {
    this.passwords = passwords;
    this.sessions = sessions;
    this.limiter = limiter;
    this.log = log;
  }

  /** Changes the password; empty on success. */
  Optional<PasswordChangeRefusal> attempt(
      HttpExchange exchange, Session session, String current, String wanted) {
    if (current.isEmpty()) {
      return Optional.of(new PasswordChangeRefusal(WRONG, CURRENT, "missing"));
    }
    if (wanted.isEmpty()) {
      return Optional.of(new PasswordChangeRefusal(WRONG, NEW, "missing"));
    }
    char[] old = (current.length() > MAX_LENGTH ? "" : current).toCharArray();
    char[] next = wanted.toCharArray();
    try {
      return attempt(exchange, session, old, next);
    } finally {
      Arrays.fill(old, '\0');
      Arrays.fill(next, '\0');
    }
  }

  private Optional<PasswordChangeRefusal> attempt(
      HttpExchange exchange, Session session, char[] old, char[] next) {
    var tenant = exchange.tenant();
    String user = session.subject().id();
    log.requireWritable();
    if (limiter.count(tenant, KIND, user, LIMIT).isPresent()) {
      denied(exchange, session, "A password change was rejected after too many attempts.");
      return Optional.of(new PasswordChangeRefusal(TOO_MANY, CURRENT, "throttled"));
    }
    if (!passwords.matches(tenant, user, old)) {
      denied(
          exchange,
          session,
          "A password change was rejected because the current password was wrong.");
      return Optional.of(new PasswordChangeRefusal(WRONG, CURRENT, "wrong"));
    }
    limiter.refund(tenant, KIND, user);
    if (Arrays.equals(old, next)) {
      return Optional.of(new PasswordChangeRefusal(WRONG, NEW, "same"));
    }
    Optional<PasswordChangeRefusal> problem =
        passwords.findPolicyViolations(tenant, user, next).stream()
            .findFirst()
            .map(key -> new PasswordChangeRefusal(WRONG, NEW, code(key)));
    if (problem.isPresent()) {
      return problem;
    }
    sessions.preserveDuringPasswordChange(tenant, session.id());
    passwords.setPassword(
        tenant, user, next, AuditInitiator.of(session.subject(), exchange.requestInfo()));
    return Optional.empty();
  }

  /** Maps a reason of the directory to the key of this bundle's message. */
  private static String code(String key) {
    String code = key.substring(key.lastIndexOf('.') + 1).replace('_', '-');
    return code.equals("personal") ? "contains-identifier" : code;
  }

  private void denied(HttpExchange exchange, Session session, String message) {
    log.record(
        exchange.tenant().id(),
        AuditInitiator.of(session.subject(), exchange.requestInfo())
            .auditEvent("user.password_changed", message)
            .withOutcome(AuditOutcome.DENIED)
            .withTarget(session.subject().type(), session.subject().id())
            .withDetail("session_id", session.id()));
  }
}
