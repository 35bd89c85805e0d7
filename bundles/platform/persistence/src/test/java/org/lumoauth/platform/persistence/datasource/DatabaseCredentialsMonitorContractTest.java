/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lumoauth.api.module.ReadinessProbe;
import org.lumoauth.testkit.contract.platform.ReadinessProbeContract;

class DatabaseCredentialsMonitorContractTest extends ReadinessProbeContract {
  private final AtomicReference<SQLException> failure = new AtomicReference<>();
  private final DatabaseCredentialsMonitor monitor = monitor();

  private DatabaseCredentialsMonitor monitor() {
    return new DatabaseCredentialsMonitor(
        new DatabaseSettings("jdbc:mariadb://db:3306/lumoauth?password=s3cr3t", "lumo", "pw5", 4),
        () -> {
          if (failure.get() != null) {
            throw failure.get();
          }
        });
  }

  @Override
  protected ReadinessProbe ready() {
    monitor.check();
    return monitor;
  }

  @Override
  protected ReadinessProbe unready() {
    failure.set(new SQLException("Access denied for user 'lumo'@'db'", "28000", 1045));
    monitor.check();
    return monitor;
  }

  @Test
  void reportsUserUrlAndCauseWithoutSecrets() {
    String reason = unready().findUnreadyReason().orElseThrow();

    assertTrue(reason.contains("rejects the login of user 'lumo'"), reason);
    assertTrue(reason.contains("jdbc:mariadb://db:3306/lumoauth"), reason);
    assertTrue(reason.contains("Access denied"), reason);
    assertFalse(reason.contains("s3cr3t") || reason.contains("pw5"), reason);
  }

  @Test
  void recoversIfLoginIsAccepted() {
    unready();

    failure.set(null);
    monitor.check();

    assertFalse(monitor.isRefused());
    assertEquals(Optional.empty(), monitor.findUnreadyReason());
  }

  @ParameterizedTest
  @CsvSource({
    "28000,1045,true", // wrong password, or no such user
    "42000,1044,true", // no access to the database
    "42000,1049,true", // no such database
    "HY000,1130,true", // host not allowed
    "HY000,4151,true", // account locked
    "HY000,1862,true", // password expired
    "08000,0,false", // nothing listens
    "08004,1040,false" // too many connections
  })
  void distinguishesRejectedLoginFromUnreachableDatabase(String state, int code, boolean refused) {
    failure.set(new SQLException("failed", state, code));

    monitor.check();

    assertEquals(refused, monitor.isRefused());
  }

  @Test
  void survivesAnUnexpectedFailure() {
    DatabaseCredentialsMonitor failing =
        new DatabaseCredentialsMonitor(
            new DatabaseSettings("jdbc:mariadb://db/x", "lumo", "", 4),
            () -> {
              throw new IllegalStateException("unexpected");
            });

    failing.check();

    assertFalse(failing.isRefused());
  }
}
