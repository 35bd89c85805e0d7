/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.util.Optional;
import java.util.function.Supplier;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.failure.RequestFailure;
import org.lumoauth.platform.web.settings.HttpServerSettings;

/**
 * Handles a request without a target: its path, tenant or format is unknown to the server.
 *
 * @param tenant the tenant of the path, if it exists; resolved only for an HTML page
 * @param oauthErrors whether the endpoint at the path has only the error bodies of its
 *     specification
 */
public record UnmatchedRequestErrorWriter(
    HttpExchangeServices parts,
    HttpServerSettings.Values settings,
    IncomingRequest arrival,
    Supplier<Optional<TenantContext>> tenant,
    boolean oauthErrors) {

  /**
   * Sends the error response.
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
    var page = new BrowserErrorPageFactory(parts.errorPages(), tenant, view);
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
