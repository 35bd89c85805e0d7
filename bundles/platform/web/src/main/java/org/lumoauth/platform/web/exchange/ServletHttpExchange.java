/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.access.AccessLogWriter;
import org.lumoauth.platform.web.access.ByteCountingResponse;
import org.lumoauth.platform.web.address.ClientNetworkKey;
import org.lumoauth.platform.web.authentication.AuthenticatedCaller;
import org.lumoauth.platform.web.failure.RequestFailure;
import org.lumoauth.platform.web.limit.InMemoryClientRequestLimiter;
import org.lumoauth.platform.web.limit.RateLimitHeaders;
import org.lumoauth.platform.web.limit.RateLimitRule;
import org.lumoauth.platform.web.limit.RateLimitRuleSet;
import org.lumoauth.platform.web.limit.RateLimiter;
import org.lumoauth.platform.web.oauth.FapiInteractionIdHeaderWriter;
import org.lumoauth.platform.web.path.RequestRoutingPath;
import org.lumoauth.platform.web.routing.AccessRequirement;
import org.lumoauth.platform.web.routing.RouteOperation;
import org.lumoauth.platform.web.settings.HttpServerSettings;

/** The servlet implementation of an exchange. Used by one thread at a time. */
public final class ServletHttpExchange implements HttpExchange {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final HttpExchangeServices parts;
  private final HttpServerSettings.Values settings;
  private final LimitedBodyRequest request;
  private final HttpServletResponse response;
  private final String requestId;
  private final RequestRoutingPath address;
  private final Optional<TenantContext> pathTenant;
  private final long arrived;
  private final AtomicBoolean finished = new AtomicBoolean();
  private final InFlightRequestHandle passage;
  private final String clientAddress;
  private HttpRequestView view;
  private Optional<AuthenticatedCaller> admitted;
  private RateLimiter.RateLimitVerdict tightest;
  private volatile RouteOperation operation;
  private volatile String exported;
  private volatile boolean aborted;
  private volatile Throwable brokenBy;

  /** Creates an exchange with the target that was selected for it. */
  public ServletHttpExchange(
      HttpExchangeServices parts,
      HttpServerSettings.Values settings,
      IncomingRequest arrival,
      RequestRoutingPath address,
      Optional<TenantContext> pathTenant,
      InFlightRequestHandle passage,
      String clientAddress) {
    this.parts = parts;
    this.settings = settings;
    this.request = new LimitedBodyRequest(arrival.request(), settings);
    this.response = arrival.response();
    this.requestId = arrival.requestId();
    this.arrived = arrival.nanos();
    this.address = address;
    this.pathTenant = pathTenant;
    this.passage = passage;
    this.clientAddress = clientAddress;
  }

  @Override
  public TenantContext tenant() {
    if (pathTenant.isPresent()) {
      return pathTenant.get();
    }
    caller();
    return admitted
        .flatMap(AuthenticatedCaller::tenant)
        .orElseThrow(
            () ->
                ApiException.forbidden(
                    "This operation requires a credential of a tenant, not the operator key."));
  }

  @Override
  public Caller caller() {
    return callerIfAny()
        .orElseThrow(
            () ->
                ApiException.unauthenticated(
                    "This operation requires a credential: an access token, or an API key in "
                        + "X-API-Key."));
  }

  @Override
  public Optional<Caller> callerIfAny() {
    if (admitted == null) {
      admitted = parts.gate().authenticate(pathTenant, view());
      countCaller();
    }
    return admitted.map(AuthenticatedCaller::caller);
  }

  @Override
  public void require(String permission) {
    Caller caller = caller();
    parts.gate().require(tenant(), caller, permission, requestInfo());
  }

  @Override
  public boolean permits(String permission) {
    Caller caller = caller();
    return parts.gate().permits(tenant(), caller, permission);
  }

  /**
   * Admits the request to an operation if its body limit, rate limits and guard allow it.
   *
   * @throws ApiException 401, 403, 413 {@code payload_too_large}, 429 {@code rate_limit_exceeded},
   *     or 503 {@code audit_unavailable} if a change could not be recorded
   */
  public void admit(RouteOperation found) {
    operation = found;
    request.setLimit(settings.bodyBytes(found.largeBody()));
    if (found.guard().isResource()) {
      FapiInteractionIdHeaderWriter.add(request, response);
    }
    Optional<RateLimitRule> perAddress = rules(found).ip();
    if (perAddress.isPresent()) {
      count(
          perAddress.get(),
          tenantSlug().orElse(""),
          ClientNetworkKey.of(view().remoteAddress()),
          "this network address");
    }
    admit(found.guard());
    if (found.isAdministrative()) {
      parts.gate().requireRecordable();
    }
  }

  /**
   * Counts the request for its caller first, so that one caller cannot exhaust its tenant's limit.
   */
  private void countCaller() {
    if (admitted.isEmpty() || operation == null) {
      return;
    }
    Caller caller = admitted.get().caller();
    String tenantId = admitted.get().tenant().map(TenantContext::id).orElse("");
    RateLimitRuleSet rules = rules(operation);
    if (rules.caller().isPresent()) {
      SubjectRef acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
      count(rules.caller().get(), tenantId, acting, "this caller");
    }
    if (rules.tenant().isPresent() && !tenantId.isEmpty()) {
      count(rules.tenant().get(), tenantId, "", "this tenant");
    }
  }

  private RateLimitRuleSet rules(RouteOperation found) {
    return settings.limiter().rules(found.method(), found.path());
  }

  /**
   * Counts the request; of several limits the response reports the one with the least remaining.
   */
  private void count(RateLimitRule rule, String tenant, Object caller, String whose) {
    RateLimiter.RateLimitVerdict verdict = settings.limiter().count(rule, tenant, caller);
    if (!verdict.allowed()) {
      throw InMemoryClientRequestLimiter.limitExceeded(verdict, whose);
    }
    if (tightest == null || verdict.isTighterThan(tightest)) {
      tightest = verdict;
      RateLimitHeaders.of(verdict).forEach(response::setHeader);
    }
  }

  /** Admits the request if the guard allows it. */
  public void admit(AccessRequirement guard) {
    switch (guard.kind()) {
      case OPEN, CLIENT -> {}
      case AUTHENTICATED -> {
        caller();
        tenant();
      }
      case OPERATOR -> {
        if (caller().kind() != CredentialKind.OPERATOR_KEY) {
          throw ApiException.forbidden("This operation requires the operator key.");
        }
      }
      case PERMISSION -> require(guard.permission());
      case NOBODY -> {
        caller();
        throw ApiException.forbidden("This operation declares no access guard.");
      }
    }
  }

  @Override
  public HttpRequestView view() {
    if (view == null) {
      view =
          new ServletRequestView(
              request, settings.baseUrl() + request.getRequestURI(), settings, clientAddress);
    }
    return view;
  }

  @Override
  public String requestId() {
    return requestId;
  }

  @Override
  public AuditEvent.RequestInfo requestInfo() {
    return new AuditEvent.RequestInfo(
        requestId, view().remoteAddress(), view().header("User-Agent"), clientId());
  }

  /** Returns the client of the credential, once it is authenticated. */
  private Optional<String> clientId() {
    return admitted == null ? Optional.empty() : admitted.flatMap(a -> a.caller().clientId());
  }

  @Override
  public String baseUrl() {
    return settings.baseUrl();
  }

  @Override
  public String path() {
    return address.rest();
  }

  @Override
  public HttpServletRequest request() {
    return request;
  }

  @Override
  public HttpServletResponse response() {
    return response;
  }

  @Override
  public <T> T readJson(Class<T> type) throws IOException {
    RequestMediaTypeValidator.requireJson(request.getContentType());
    return parts.json().read(body(), type);
  }

  @Override
  public Map<String, Object> readFlatJson() throws IOException {
    RequestMediaTypeValidator.requireJson(request.getContentType());
    return parts.json().readFlat(body());
  }

  @Override
  public Map<String, List<String>> readForm() throws IOException {
    if (!RequestMediaTypeValidator.matches(request.getContentType(), FORM)) {
      throw new ApiException(
          415, "unsupported_media_type", "The Content-Type of the body must be " + FORM + ".");
    }
    return FormBodyParser.parse(request.readRemaining());
  }

  private byte[] body() throws IOException {
    byte[] body = request.readRemaining();
    if (body.length == 0) {
      throw ApiException.invalidRequest("The request requires a JSON body.");
    }
    return body;
  }

  @Override
  public void writeJson(int status, Object body) throws IOException {
    parts.answers().writeJson(response, status, body);
  }

  @Override
  public void writePage(int status, HtmlPage page) throws IOException {
    parts.answers().writePage(response, status, page);
  }

  @Override
  public void redirect(String location) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", location);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(0);
  }

  @Override
  public void fail(Throwable failure) {
    var page = new BrowserErrorPageFactory(parts.errorPages(), () -> pathTenant, view());
    parts
        .answers()
        .writeFailure(
            response,
            failure,
            requestId,
            request.getMethod(),
            route(),
            code -> page.of(code, requestId),
            passage.target().hasOAuthErrors() ? RequestFailure::oauthBody : RequestFailure::body);
  }

  @Override
  public void beginExport(String owner) {
    if (exported != null) {
      throw new IllegalStateException("the request has already started an export");
    }
    parts.exports().admit(owner);
    exported = owner;
  }

  @Override
  public void abort(Throwable failure) {
    if (response.isCommitted()) {
      parts.answers().logAborted(failure, requestId, request.getMethod(), route());
      brokenBy = failure;
    } else {
      response.setHeader("Content-Disposition", null);
      fail(failure);
    }
    aborted = true;
  }

  /** Returns whether the response was aborted. */
  public boolean isAborted() {
    return aborted;
  }

  /** Returns why a partly sent response cannot be completed. */
  public Optional<Throwable> brokenBy() {
    return Optional.ofNullable(brokenBy);
  }

  /** Returns the registration of this request with its target. */
  public InFlightRequestHandle passage() {
    return passage;
  }

  /** Returns the slug of the path's tenant, for the log. */
  public Optional<String> tenantSlug() {
    return pathTenant.map(TenantContext::slug);
  }

  /** Returns the destination of the request. */
  public RequestRoutingPath address() {
    return address;
  }

  /** Returns the template of the path, for logs and metrics. */
  public String route() {
    RouteOperation found = operation;
    return found == null ? "unmatched" : found.path();
  }

  /** Marks the request as done; later calls have no effect. */
  public void finish() {
    if (finished.compareAndSet(false, true)) {
      passage.close();
      request.release();
      if (exported != null) {
        parts.exports().release(exported);
      }
      RouteOperation found = operation;
      long took = System.nanoTime() - arrived;
      (found == null ? parts.meters().unmatchedMeter() : found.meter())
          .record(response.getStatus(), took);
      parts.meters().inFlight().decrement();
      if (settings.accessLog()) {
        log(took);
      }
    }
  }

  private void log(long took) {
    var known =
        new AccessLogWriter.AccessLogRequest(
            requestId,
            request.getMethod(),
            route(),
            AccessLogWriter.address(view()::remoteAddress),
            tenantSlug(),
            clientId());
    parts
        .accessLog()
        .write(known, response.getStatus(), took, ByteCountingResponse.bytesOf(response));
  }
}
