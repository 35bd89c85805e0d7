/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

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
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.directory.user.UserStatisticsProvider;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/**
 * Serves {@code ~/admin/analytics/users}: registrations, verified addresses and second factors of a
 * tenant's users.
 */
@Path("admin/analytics/users")
@Produces(MediaType.APPLICATION_JSON)
public final class UserAnalyticsResource {
  private static final int DEFAULT_DAYS = 30;
  private static final int MAX_DAYS = 90;

  /** The number of registrations on a day (UTC). */
  public record RegistrationDay(String date, long count) {}

  /** The number of users with or without a verified address. */
  public record EmailVerificationCount(boolean emailVerified, long count) {}

  /** The number of users with or without a second factor. */
  public record SecondFactorCount(boolean mfaEnabled, long count) {}

  /** The counted days, including today. */
  public record RegistrationPeriod(int days, String from, String to) {}

  /** The response of {@code GET ~/admin/analytics/users}. */
  public record UserAnalytics(
      List<RegistrationDay> dailyRegistrations,
      List<EmailVerificationCount> byVerificationStatus,
      List<SecondFactorCount> byMfaStatus,
      RegistrationPeriod period) {}

  private final UserStatisticsProvider figures;

  public UserAnalyticsResource(UserStatisticsProvider figures) {
    this.figures = figures;
  }

  @GET
  @OperationSummary("Get user statistics")
  @RequiresPermission("users.read")
  public DataResponseBody<UserAnalytics> users(
      @Context HttpServletRequest request, @QueryParam("days") String asked) {
    var tenant = HttpExchange.of(request).tenant();
    int days = days(asked);
    Instant now = Instant.now();
    LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(days - 1L);
    Instant from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
    var registrations = figures.registrations(tenant, from);
    long total = figures.countStatistics(tenant).get("total");
    long verified = figures.verified(tenant);
    return DataResponseBody.of(
        new UserAnalytics(
            first
                .datesUntil(first.plusDays(days))
                .map(
                    day -> new RegistrationDay(day.toString(), registrations.getOrDefault(day, 0L)))
                .toList(),
            List.of(
                new EmailVerificationCount(true, verified),
                new EmailVerificationCount(false, Math.max(0, total - verified))),
            List.of(
                new SecondFactorCount(true, 0),
                new SecondFactorCount(false, total)), // no second factor is counted yet
            new RegistrationPeriod(days, from.toString(), now.toString())));
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
    throw ApiException.invalid("days", "`days` must be an integer between 1 and " + MAX_DAYS + ".");
  }
}
