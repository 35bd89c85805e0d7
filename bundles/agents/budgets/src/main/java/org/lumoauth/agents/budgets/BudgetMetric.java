/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** A counted quantity and its calendar period in UTC. */
public enum BudgetMetric {
  TOKENS("tokens") {
    @Override
    ZonedDateTime start(ZonedDateTime now) {
      return now.truncatedTo(ChronoUnit.DAYS);
    }

    @Override
    ZonedDateTime next(ZonedDateTime start) {
      return start.plusDays(1);
    }
  },
  CALLS("calls") {
    @Override
    ZonedDateTime start(ZonedDateTime now) {
      return now.truncatedTo(ChronoUnit.HOURS);
    }

    @Override
    ZonedDateTime next(ZonedDateTime start) {
      return start.plusHours(1);
    }
  },
  COST("cost") {
    @Override
    ZonedDateTime start(ZonedDateTime now) {
      return now.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
    }

    @Override
    ZonedDateTime next(ZonedDateTime start) {
      return start.plusMonths(1);
    }
  };

  private final String column;

  BudgetMetric(String column) {
    this.column = column;
  }

  abstract ZonedDateTime start(ZonedDateTime now);

  abstract ZonedDateTime next(ZonedDateTime start);

  /** Returns the name in the database. */
  String column() {
    return column;
  }

  /** Returns the start of the period that contains this time, in seconds since the epoch. */
  long startOf(Instant now) {
    return start(now.atZone(ZoneOffset.UTC)).toEpochSecond();
  }

  /** Returns the end of the period that contains this time. */
  Instant endOf(Instant now) {
    return next(start(now.atZone(ZoneOffset.UTC))).toInstant();
  }
}
