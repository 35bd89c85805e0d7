/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** A request being handled, with its tenant, caller and route. */
@ProviderType
public interface HttpExchange {

  /** The name of the request attribute that contains the exchange. */
  String ATTRIBUTE = "org.lumoauth.exchange";

  /** Returns the exchange of a request that passed the dispatcher. */
  static HttpExchange of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof HttpExchange exchange) {
      return exchange;
    }
    throw new IllegalStateException("the request did not pass the dispatcher");
  }

  /**
   * Returns the tenant of the path or, on paths without a tenant, of the credential.
   *
   * @throws org.lumoauth.api.web.ApiException 401 if there is no tenant
   */
  TenantContext tenant();

  /**
   * Returns the caller, authenticated on first use and checked against all caller rules.
   *
   * @throws org.lumoauth.api.web.ApiException 401 {@code invalid_token} without a valid credential,
   *     403 if the credential belongs to another tenant
   */
  Caller caller();

  /**
   * Returns the caller, or empty if the request has no credential. An invalid credential is
   * rejected.
   */
  Optional<Caller> callerIfAny();

  /**
   * Requires that the authorization service grants the caller this permission.
   *
   * @throws org.lumoauth.api.web.ApiException 403 {@code permission_denied}
   */
  void require(String permission);

  /**
   * Decides as {@link #require} does but records no denial, for rules with an alternative.
   *
   * @return whether the caller has this permission
   */
  boolean permits(String permission);

  /** Returns the view of the request that authenticators receive. */
  HttpRequestView view();

  /**
   * Returns the request id: the client's {@code X-Request-Id} if it is well-formed, otherwise a
   * generated id.
   */
  String requestId();

  /** Returns the request data that audit records contain. */
  AuditEvent.RequestInfo requestInfo();

  /**
   * Returns the caller as the initiator of an operation, for audit records.
   *
   * @throws org.lumoauth.api.web.ApiException as {@link #caller}
   */
  default AuditInitiator initiator() {
    return AuditInitiator.of(caller(), requestInfo());
  }

  /**
   * Returns the configured base URL without a trailing slash; it never comes from the Host header.
   */
  String baseUrl();

  /** Returns the path below the API base, as {@code /oauth/token}. */
  String path();

  HttpServletRequest request();

  HttpServletResponse response();

  /**
   * Reads the JSON body.
   *
   * @throws org.lumoauth.api.web.ApiException 400, 413, 415 or 422, depending on the problem with
   *     the body
   */
  <T> T readJson(Class<T> type) throws IOException;

  /**
   * Reads a JSON body with text members, as OAuth requests have, without building nested values. A
   * value is a {@code String}, a {@code Boolean}, a {@code List<String>} or null; any other value
   * is represented by an object of none of these types.
   *
   * @throws org.lumoauth.api.web.ApiException 400, 413 or 415, depending on the problem with the
   *     body
   */
  Map<String, Object> readFlatJson() throws IOException;

  /** Reads form parameters from the body; parameters without a value are omitted. */
  Map<String, List<String>> readForm() throws IOException;

  /** Sends a response with a JSON body. */
  void writeJson(int status, Object body) throws IOException;

  /** Sends an HTML page with {@code no-store} and its own content security policy. */
  void writePage(int status, HtmlPage page) throws IOException;

  /** Sends a redirect (303) with {@code no-store}. */
  void redirect(String location);

  /** Redirects the browser to a sign-in that was started for it. */
  default void redirect(SignInService.SignInRedirect signIn) {
    signIn.setCookie().ifPresent(cookie -> response().addHeader("Set-Cookie", cookie));
    redirect(signIn.url());
  }

  /**
   * Sends the failure in the common error format, as if the endpoint had thrown it. For work that
   * continues after the endpoint has returned ({@code request().startAsync()}).
   */
  void fail(Throwable failure);

  /**
   * Admits an export, which ends with this request.
   *
   * @param owner the tenant that owns the exported data
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded} if another export of
   *     this owner is running, 503 {@code temporarily_unavailable} if the server already runs the
   *     maximum number of exports
   */
  void beginExport(String owner);

  /**
   * Aborts the response after writing it failed. If nothing was sent, the error response replaces
   * it; otherwise the transfer is broken off, so that the client cannot mistake it for a complete
   * response. Later output is ignored.
   */
  void abort(Throwable failure);
}
