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
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.page.Page;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.InteractionId;
import org.lumoauth.platform.web.Network;
import org.lumoauth.platform.web.access.AccessLog;
import org.lumoauth.platform.web.access.CountedResponse;
import org.lumoauth.platform.web.failure.Failure;
import org.lumoauth.platform.web.gate.Admitted;
import org.lumoauth.platform.web.limit.CallerLimits;
import org.lumoauth.platform.web.limit.LimitRule;
import org.lumoauth.platform.web.limit.RateHeaders;
import org.lumoauth.platform.web.limit.RateLimiter;
import org.lumoauth.platform.web.limit.RuleSet;
import org.lumoauth.platform.web.path.ApiAddress;
import org.lumoauth.platform.web.routing.Guard;
import org.lumoauth.platform.web.routing.Operation;
import org.lumoauth.platform.web.settings.DoorSettings;

/** One request on its way. Used by one thread at a time. */
public final class DoorExchange implements Exchange {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final DoorParts parts;
  private final DoorSettings.Values settings;
  private final LimitedRequest request;
  private final HttpServletResponse response;
  private final String requestId;
  private final ApiAddress address;
  private final Optional<TenantContext> pathTenant;
  private final long arrived;
  private final AtomicBoolean finished = new AtomicBoolean();
  private final Passage passage;
  private final String clientAddress;
  private RequestView view;
  private Optional<Admitted> admitted;
  private RateLimiter.Verdict tightest;
  private volatile Operation operation;
  private volatile String exported;
  private volatile boolean aborted;
  private volatile Throwable brokenBy;

  /** An exchange with the target that was chosen for it. */
  public DoorExchange(
      DoorParts parts,
      DoorSettings.Values settings,
      Arrival arrival,
      ApiAddress address,
      Optional<TenantContext> pathTenant,
      Passage passage,
      String clientAddress) {
    this.parts = parts;
    this.settings = settings;
    this.request = new LimitedRequest(arrival.request(), settings);
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
        .flatMap(Admitted::tenant)
        .orElseThrow(() -> Problem.forbidden("This needs a credential of an organization."));
  }

  @Override
  public Caller caller() {
    return callerIfAny().orElseThrow(() -> Problem.unauthenticated("A credential is needed."));
  }

  @Override
  public Optional<Caller> callerIfAny() {
    if (admitted == null) {
      admitted = parts.gate().authenticate(pathTenant, view());
      countCaller();
    }
    return admitted.map(Admitted::caller);
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
   * Lets the request pass to an operation if its limit and its guard do.
   *
   * @throws Problem 401, 403, 413 {@code payload_too_large}, 429 {@code rate_limit_exceeded}, or
   *     503 {@code audit_unavailable} where a change could not be recorded
   */
  public void admit(Operation found) {
    operation = found;
    request.limit(settings.bodyBytes(found.largeBody()));
    if (found.guard().isResource()) {
      InteractionId.add(request, response);
    }
    Optional<LimitRule> perAddress = rules(found).ip();
    if (perAddress.isPresent()) {
      count(
          perAddress.get(),
          tenantSlug().orElse(""),
          Network.of(view().remoteAddress()),
          "this network address");
    }
    admit(found.guard());
    if (found.administers()) {
      parts.gate().requireRecordable();
    }
  }

  /** Counts the request for its caller first: one caller cannot use up its tenant's limit. */
  private void countCaller() {
    if (admitted.isEmpty() || operation == null) {
      return;
    }
    Caller caller = admitted.get().caller();
    String tenantId = admitted.get().tenant().map(TenantContext::id).orElse("");
    RuleSet rules = rules(operation);
    if (rules.caller().isPresent()) {
      SubjectRef acting = caller.actors().isEmpty() ? caller.subject() : caller.actors().get(0);
      count(rules.caller().get(), tenantId, acting, "this caller");
    }
    if (rules.tenant().isPresent() && !tenantId.isEmpty()) {
      count(rules.tenant().get(), tenantId, "", "this organization");
    }
  }

  private RuleSet rules(Operation found) {
    return settings.limiter().rules(found.method(), found.path());
  }

  /** Counts the request; of several limits the response names the one that is nearest. */
  private void count(LimitRule rule, String tenant, Object caller, String whose) {
    RateLimiter.Verdict verdict = settings.limiter().count(rule, tenant, caller);
    if (!verdict.allowed()) {
      throw CallerLimits.exceeded(verdict, whose);
    }
    if (tightest == null || verdict.isTighterThan(tightest)) {
      tightest = verdict;
      RateHeaders.of(verdict).forEach(response::setHeader);
    }
  }

  /** Lets the request pass if the guard does. */
  public void admit(Guard guard) {
    switch (guard.kind()) {
      case OPEN, CLIENT -> {}
      case AUTHENTICATED -> {
        caller();
        tenant();
      }
      case OPERATOR -> {
        if (caller().kind() != CredentialKind.OPERATOR_KEY) {
          throw Problem.forbidden("This is for the operator alone.");
        }
      }
      case PERMISSION -> require(guard.permission());
      case NOBODY -> {
        caller();
        throw Problem.forbidden("This operation does not say who may use it.");
      }
    }
  }

  @Override
  public RequestView view() {
    if (view == null) {
      view =
          new HeaderView(
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

  /** The client of the credential, once that is authenticated. */
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
    MediaTypes.requireJson(request.getContentType());
    return parts.json().read(body(), type);
  }

  @Override
  public Map<String, Object> readFlatJson() throws IOException {
    MediaTypes.requireJson(request.getContentType());
    return parts.json().readFlat(body());
  }

  @Override
  public Map<String, List<String>> readForm() throws IOException {
    if (!MediaTypes.is(request.getContentType(), FORM)) {
      throw new Problem(415, "unsupported_media_type", "The body is to be " + FORM + ".");
    }
    return FormBody.parse(request.rest());
  }

  private byte[] body() throws IOException {
    byte[] body = request.rest();
    if (body.length == 0) {
      throw Problem.invalidRequest("A JSON body is needed.");
    }
    return body;
  }

  @Override
  public void writeJson(int status, Object body) throws IOException {
    parts.answers().json(response, status, body);
  }

  @Override
  public void writePage(int status, Page page) throws IOException {
    parts.answers().page(response, status, page);
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
    var page = new PersonsPage(parts.errorPages(), () -> pathTenant, view());
    parts
        .answers()
        .failure(
            response,
            failure,
            requestId,
            request.getMethod(),
            route(),
            code -> page.of(code, requestId),
            passage.target().hasOAuthErrors() ? Failure::oauthBody : Failure::body);
  }

  @Override
  public void beginExport(String owner) {
    if (exported != null) {
      throw new IllegalStateException("the request has begun an export");
    }
    parts.exports().admit(owner);
    exported = owner;
  }

  @Override
  public void abort(Throwable failure) {
    if (response.isCommitted()) {
      parts.answers().brokenOff(failure, requestId, request.getMethod(), route());
      brokenBy = failure;
    } else {
      response.setHeader("Content-Disposition", null);
      fail(failure);
    }
    aborted = true;
  }

  /** Whether the response was aborted. */
  public boolean isAborted() {
    return aborted;
  }

  /** Why a response that is partly sent cannot be completed. */
  public Optional<Throwable> brokenBy() {
    return Optional.ofNullable(brokenBy);
  }

  /** The target's way through the door. */
  public Passage passage() {
    return passage;
  }

  /** The slug of the path's tenant, for the log. */
  public Optional<String> tenantSlug() {
    return pathTenant.map(TenantContext::slug);
  }

  /** Where the request goes. */
  public ApiAddress address() {
    return address;
  }

  /** The template of the path, for logs and metrics. */
  public String route() {
    Operation found = operation;
    return found == null ? "unmatched" : found.path();
  }

  /** Counts the request as done; later calls do nothing. */
  public void finish() {
    if (finished.compareAndSet(false, true)) {
      passage.close();
      request.release();
      if (exported != null) {
        parts.exports().release(exported);
      }
      Operation found = operation;
      long took = System.nanoTime() - arrived;
      (found == null ? parts.meters().unmatched() : found.meter())
          .record(response.getStatus(), took);
      parts.meters().inFlight().decrement();
      if (settings.accessLog()) {
        log(took);
      }
    }
  }

  private void log(long took) {
    var known =
        new AccessLog.Request(
            requestId,
            request.getMethod(),
            route(),
            AccessLog.address(view()::remoteAddress),
            tenantSlug(),
            clientId());
    parts.accessLog().write(known, response.getStatus(), took, CountedResponse.bytesOf(response));
  }
}
