package org.lumoauth.agents.budgets;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** What is counted, and over which stretch of UTC's calendar. */
public enum BudgetPeriod {
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

  BudgetPeriod(String column) {
    this.column = column;
  }

  abstract ZonedDateTime start(ZonedDateTime now);

  abstract ZonedDateTime next(ZonedDateTime start);

  /** The name in the table. */
  String column() {
    return column;
  }

  /** When the stretch began that this time is in, in seconds since the epoch. */
  long startOf(Instant now) {
    return start(now.atZone(ZoneOffset.UTC)).toEpochSecond();
  }

  /** When it ends. */
  Instant endOf(Instant now) {
    return next(start(now.atZone(ZoneOffset.UTC))).toInstant();
  }
}
