package org.lumoauth.platform.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** One request on its way through the door, with what the door found out about it. */
@ProviderType
public interface HttpExchange {

  /** Name of the request attribute that holds the exchange. */
  String ATTRIBUTE = "org.lumoauth.exchange";

  /** The exchange of a request that came through the door. */
  static HttpExchange of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof HttpExchange exchange) {
      return exchange;
    }
    throw new IllegalStateException("the request did not come through the door");
  }

  /**
   * The tenant of the path or, on paths without one, of the credential.
   *
   * @throws org.lumoauth.api.web.ApiException 401 if there is none
   */
  TenantContext tenant();

  /**
   * The caller, authenticated on first use and admitted by the gate.
   *
   * @throws org.lumoauth.api.web.ApiException 401 {@code invalid_token} without a credential that
   *     holds, 403 if it belongs to another tenant
   */
  Caller caller();

  /** The caller, or empty if the request has no credential. One that does not hold is refused. */
  Optional<Caller> callerIfAny();

  /**
   * Asks the authorization service whether the caller may do this.
   *
   * @throws org.lumoauth.api.web.ApiException 403 {@code permission_denied}
   */
  void require(String permission);

  /**
   * Decides as {@link #require} does, and records no denial: for a rule with an alternative.
   *
   * @return whether the caller may do this
   */
  boolean permits(String permission);

  /** What authenticators see. */
  HttpRequestView view();

  /** The request's id: the client's {@code X-Request-Id} if it is well-formed, or a new one. */
  String requestId();

  /** What audit records tell of this request. */
  AuditEvent.RequestInfo requestInfo();

  /** The configured base URL without a trailing slash, never the Host header's. */
  String baseUrl();

  /** The path below the API base, as {@code /oauth/token}. */
  String path();

  HttpServletRequest request();

  HttpServletResponse response();

  /**
   * Reads the JSON body.
   *
   * @throws org.lumoauth.api.web.ApiException 400, 413, 415 or 422 as the body is wrong
   */
  <T> T readJson(Class<T> type) throws IOException;

  /**
   * Reads a JSON body whose members are texts, as those of OAuth, without building what else is in
   * it: a {@code String}, a {@code Boolean}, a {@code List<String>} or null; each other value is
   * there as an object of none of these types.
   *
   * @throws org.lumoauth.api.web.ApiException 400, 413 or 415 as the body is wrong
   */
  Map<String, Object> readFlatJson() throws IOException;

  /** Reads form parameters from the body; parameters without a value are left out. */
  Map<String, List<String>> readForm() throws IOException;

  /** Answers with a JSON body. */
  void writeJson(int status, Object body) throws IOException;

  /** Answers with a page that no cache may keep, under its own content security policy. */
  void writePage(int status, HtmlPage page) throws IOException;

  /** Answers with a redirection (303) that no cache may keep. */
  void redirect(String location);

  /** Sends the browser to a sign-in that was begun for it. */
  default void redirect(SignInService.SignInRedirect signIn) {
    signIn.setCookie().ifPresent(cookie -> response().addHeader("Set-Cookie", cookie));
    redirect(signIn.url());
  }

  /**
   * Answers with the common error format, as if the failure had been thrown from the endpoint: for
   * work that goes on after the endpoint has returned ({@code request().startAsync()}).
   */
  void fail(Throwable failure);

  /**
   * Admits an export, which ends with this request.
   *
   * @param owner the tenant whose data is exported
   * @throws org.lumoauth.api.web.ApiException 429 {@code rate_limit_exceeded} if another export of
   *     this owner is running, 503 {@code temporarily_unavailable} if the server runs as many as it
   *     may
   */
  void beginExport(String owner);

  /**
   * Ends the response after its writing failed. If nothing was sent, the error takes its place;
   * otherwise the transfer is broken off, so that the client cannot take it for complete. Later
   * output is ignored.
   */
  void abort(Throwable failure);
}
