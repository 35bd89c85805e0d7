package org.lumoauth.platform.web.exchange;

import java.util.Optional;
import java.util.function.Supplier;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.failure.RequestFailure;
import org.lumoauth.platform.web.settings.HttpServerSettings;

/**
 * A request that came to nobody: its path, its tenant or its form is none that the server knows.
 *
 * @param tenant the path's, if there is such a one; asked only for a person's page
 * @param oauthErrors whether the endpoint at the path has error bodies of its specification alone
 */
public record NoRouteHandler(
    ExchangeServices parts,
    HttpServerSettings.Values settings,
    IncomingRequest arrival,
    Supplier<Optional<TenantContext>> tenant,
    boolean oauthErrors) {

  /**
   * Answers what went wrong.
   *
   * @param method for the log
   */
  public void fail(Throwable failure, String method) {
    var request = new LimitedBodyRequest(arrival.request(), settings);
    var view =
        new ServletRequestView(
            request,
            settings.baseUrl() + request.getRequestURI(),
            settings,
            request.getRemoteAddr());
    var page = new HtmlErrorPage(parts.errorPages(), tenant, view);
    parts
        .answers()
        .writeFailure(
            arrival.response(),
            failure,
            arrival.requestId(),
            method,
            "unmatched",
            code -> page.of(code, arrival.requestId()),
            oauthErrors ? RequestFailure::oauthBody : RequestFailure::body);
  }
}
