package org.lumoauth.platform.web.exchange;

import java.util.Optional;
import java.util.function.Supplier;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.failure.Failure;
import org.lumoauth.platform.web.settings.DoorSettings;

/**
 * A request that came to nobody: its path, its tenant or its form is none that the server knows.
 *
 * @param tenant the path's, if there is such a one; asked only for a person's page
 * @param oauthErrors whether the endpoint at the path has error bodies of its specification alone
 */
public record Unmatched(
    DoorParts parts,
    DoorSettings.Values settings,
    Arrival arrival,
    Supplier<Optional<TenantContext>> tenant,
    boolean oauthErrors) {

  /**
   * Answers what went wrong.
   *
   * @param method for the log
   */
  public void fail(Throwable failure, String method) {
    var request = new LimitedRequest(arrival.request(), settings);
    var view =
        new HeaderView(
            request,
            settings.baseUrl() + request.getRequestURI(),
            settings,
            request.getRemoteAddr());
    var page = new PersonsPage(parts.errorPages(), tenant, view);
    parts
        .answers()
        .failure(
            arrival.response(),
            failure,
            arrival.requestId(),
            method,
            "unmatched",
            code -> page.of(code, arrival.requestId()),
            oauthErrors ? Failure::oauthBody : Failure::body);
  }
}
