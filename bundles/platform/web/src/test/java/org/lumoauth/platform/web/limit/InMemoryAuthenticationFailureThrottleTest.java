/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.AuthenticationFailureThrottle.CredentialAttempt;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.settings.WebServerConfig;
import org.lumoauth.testkit.fake.FakeAuditLog;

class InMemoryAuthenticationFailureThrottleTest {

  private static final String ATTACKER = "203.0.113.7";
  private static final CredentialAttempt GUESS = on("robot");

  private final FakeAuditLog audit = new FakeAuditLog();
  private final InMemoryAuthenticationFailureThrottle attempts =
      new InMemoryAuthenticationFailureThrottle(new Config("3/60s", "5/60s"), () -> 0)
          .withAuditLog(audit);

  @Test
  void rejectsAttemptsAfterTooManyFailures() {
    fail(GUESS, 3);

    var refusal = assertThrows(ApiException.class, () -> attempts.check(GUESS));
    assertEquals(429, refusal.status());
    assertEquals("rate_limit_exceeded", refusal.code());
  }

  @Test
  void addsRateLimitAndRetryAfterHeaders() {
    fail(GUESS, 3);

    var headers = assertThrows(ApiException.class, () -> attempts.check(GUESS)).headers();
    assertEquals("3", headers.get("X-RateLimit-Limit"));
    assertEquals("0", headers.get("X-RateLimit-Remaining"));
    assertTrue(headers.containsKey("X-RateLimit-Reset"));
    assertEquals("20", headers.get("Retry-After"));
  }

  @Test
  void doesNotLimitOtherAddresses() {
    fail(GUESS, 3);
    var owner = new CredentialAttempt("ten_1", "client", "robot", "198.51.100.1");

    assertDoesNotThrow(() -> attempts.check(owner));
  }

  @Test
  void doesNotLockOtherAccountsOfAddress() {
    fail(GUESS, 3);
    fail(on("second"), 1);
    fail(on("third"), 1); // now the address has used up its failures too

    assertDoesNotThrow(() -> attempts.check(on("neighbour")));
  }

  @Test
  void countsTenantsAndKindsSeparately() {
    fail(GUESS, 3);

    assertDoesNotThrow(
        () -> attempts.check(new CredentialAttempt("ten_2", "client", "robot", ATTACKER)));
    assertDoesNotThrow(
        () -> attempts.check(new CredentialAttempt("ten_1", "user", "robot", ATTACKER)));
  }

  @Test
  void returns429AfterTooManyFailuresPerAddress() {
    for (String account : List.of("one", "two", "three", "four", "five")) {
      fail(on(account), 1);
    }

    var refusal = assertThrows(ApiException.class, () -> attempts.recordFailure(on("six")));
    assertEquals(429, refusal.status());
  }

  @Test
  void admitsAttemptsWithoutAKey() {
    fail(on(""), 5);

    assertDoesNotThrow(() -> attempts.check(on("")));
  }

  @Test
  void auditsBruteForceOnce() {
    fail(GUESS, 3);
    fail(on("second"), 1);

    assertEquals(List.of("security.brute_force.detected"), audit.actions("ten_1"));
    assertEquals("account", audit.last("ten_1").event().details().get("by"));
  }

  @Test
  void auditsFailuresWithoutTenantForPlatform() {
    fail(new CredentialAttempt("", "api_key", "", ATTACKER), 5);

    assertEquals(List.of("security.brute_force.detected"), audit.actions(AuditLog.PLATFORM));
  }

  @Test
  void treatsZeroAsUnlimited() {
    var unlimited = new InMemoryAuthenticationFailureThrottle(new Config("0/60s", "0/60s"));
    for (int i = 0; i < 1_000; i++) {
      unlimited.recordFailure(GUESS);
    }

    assertDoesNotThrow(() -> unlimited.check(GUESS));
  }

  @Test
  void appliesChangedRateImmediately() {
    fail(GUESS, 3);
    attempts.modified(new Config("10/60s", "5/60s"));

    assertDoesNotThrow(() -> attempts.check(GUESS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3", "3/0s", "3/60", "-1/60s"})
  void rejectsInvalidRate(String text) {
    assertThrows(IllegalArgumentException.class, () -> RateLimit.parse(text));
  }

  /** A slip in the file neither lets everybody guess nor ends the server. */
  @Test
  void retainsRateIfNewOneIsInvalid() {
    attempts.modified(new Config("3 per minute", "5/60s"));
    fail(GUESS, 3);

    assertThrows(ApiException.class, () -> attempts.check(GUESS));
  }

  @Test
  void usesDefaultRateIfConfiguredOneIsInvalid() {
    var begun =
        new InMemoryAuthenticationFailureThrottle(new Config("3 per minute", "0/60s"), () -> 0);
    for (int i = 0; i < 19; i++) {
      begun.recordFailure(GUESS);
    }
    assertDoesNotThrow(() -> begun.check(GUESS));

    begun.recordFailure(GUESS);

    assertThrows(ApiException.class, () -> begun.check(GUESS));
  }

  @Test
  void doesNotAuditFewFailures() {
    fail(GUESS, 2);

    assertFalse(audit.actions("ten_1").contains("security.brute_force.detected"));
  }

  private void fail(CredentialAttempt attempt, int times) {
    for (int i = 0; i < times; i++) {
      attempts.recordFailure(attempt);
    }
  }

  private static CredentialAttempt on(String account) {
    return new CredentialAttempt("ten_1", "client", account, ATTACKER);
  }

  @SuppressWarnings("ClassExplicitlyAnnotation")
  private record Config(String failedAttemptsPerAccount, String failedAttemptsPerAddress)
      implements WebServerConfig {
    @Override
    public String baseUrl() {
      return "";
    }

    @Override
    public boolean accessLog() {
      return false;
    }

    @Override
    public String bind() {
      return "";
    }

    @Override
    public int port() {
      return 0;
    }

    @Override
    public int defaultBodyBytes() {
      return 1;
    }

    @Override
    public long bodyBudgetBytes() {
      return 1;
    }

    @Override
    public int maxBodyBytes() {
      return 0;
    }

    @Override
    public int maxExports() {
      return 1;
    }

    @Override
    public String[] trustedProxies() {
      return new String[0];
    }

    @Override
    public long hstsMaxAgeSeconds() {
      return HSTS_MAX_AGE_SECONDS;
    }

    @Override
    public boolean hstsIncludeSubDomains() {
      return false;
    }

    @Override
    public boolean hstsPreload() {
      return false;
    }

    @Override
    public String forwardingHeader() {
      return "";
    }

    @Override
    public String clientCertificateHeader() {
      return "";
    }

    @Override
    public String[] rateLimits() {
      return new String[0];
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return WebServerConfig.class;
    }
  }
}
