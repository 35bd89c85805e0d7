/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.migration;

import java.util.logging.Level;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes Liquibase's log to the server log at a lower level: its INFO messages are relevant only
 * for troubleshooting.
 */
final class LiquibaseLogService extends AbstractLogService {
  @Override
  public int getPriority() {
    return PRIORITY_NOT_APPLICABLE; // set by the scope, not discovered
  }

  @Override
  @SuppressWarnings("rawtypes") // the signature of Liquibase
  public liquibase.logging.Logger getLog(Class type) {
    return new Slf4jLiquibaseLogger(LoggerFactory.getLogger(type));
  }

  private static final class Slf4jLiquibaseLogger extends AbstractLogger {
    private final Logger log;

    Slf4jLiquibaseLogger(Logger log) {
      this.log = log;
    }

    @Override
    public void log(Level level, String message, Throwable failure) {
      if (level.intValue() >= Level.SEVERE.intValue()) {
        log.error(message, failure);
      } else if (level.intValue() >= Level.WARNING.intValue()) {
        log.warn(message, failure);
      } else {
        log.debug(message, failure);
      }
    }
  }
}
