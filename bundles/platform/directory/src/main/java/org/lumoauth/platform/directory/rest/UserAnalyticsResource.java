package org.lumoauth.platform.directory.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.directory.UserFigures;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;

/** {@code ~/admin/analytics/users}: how the users of a tenant came, and what they have proven. */
@Path("admin/analytics/users")
@Produces(MediaType.APPLICATION_JSON)
public final class UserAnalyticsResource {
  private static final int DEFAULT_DAYS = 30;
  private static final int MAX_DAYS = 90;

  /** How many came on a day (UTC). */
  public record Day(String date, long count) {}

  /** How many have a proven address, or none. */
  public record Verification(boolean emailVerified, long count) {}

  /** How many have a second factor, or none. */
  public record SecondFactor(boolean mfaEnabled, long count) {}

  /** The days that are counted, today among them. */
  public record Period(int days, String from, String to) {}

  /** The whole answer. */
  public record Figures(
      List<Day> dailyRegistrations,
      List<Verification> byVerificationStatus,
      List<SecondFactor> byMfaStatus,
      Period period) {}

  private final UserFigures figures;

  UserAnalyticsResource(UserFigures figures) {
    this.figures = figures;
  }

  @GET
  @Requires("users.read")
  public DataBody<Figures> users(
      @Context HttpServletRequest request, @QueryParam("days") String asked) {
    var tenant = Exchange.of(request).tenant();
    int days = days(asked);
    Instant now = Instant.now();
    LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(days - 1L);
    Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
    var registrations = figures.registrations(tenant, from);
    long total = figures.figures(tenant).get("total");
    long verified = figures.verified(tenant);
    return DataBody.of(
        new Figures(
            first
                .datesUntil(first.plusDays(days))
                .map(day -> new Day(day.toString(), registrations.getOrDefault(day, 0L)))
                .toList(),
            List.of(
                new Verification(true, verified),
                new Verification(false, Math.max(0, total - verified))),
            List.of(new SecondFactor(true, 0), new SecondFactor(false, total)), // there is none yet
            new Period(days, from.toString(), now.toString())));
  }

  private static int days(String asked) {
    if (asked == null || asked.isBlank()) {
      return DEFAULT_DAYS;
    }
    if (asked.matches("[0-9]{1,2}")) {
      int days = Integer.parseInt(asked);
      if (days >= 1 && days <= MAX_DAYS) {
        return days;
      }
    }
    throw Problem.invalid("days", "days is a whole number from 1 to " + MAX_DAYS + ".");
  }
}
