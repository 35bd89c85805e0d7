/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.testkit;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.HttpRequestView;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.testkit.builder.HttpRequestViewBuilder;
import org.lumoauth.testkit.builder.TestBuilders;

/** A request that a test sends to an endpoint, with the endpoint's response. */
public final class FakeHttpExchange implements HttpExchange {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final TenantContext tenant;
  private final String method;
  private final String path;
  private final MultiValueMap query = new MultiValueMap();
  private final MultiValueMap form = new MultiValueMap();
  private final MultiValueMap headers = new MultiValueMap();
  private final FakeServletResponse response = new FakeServletResponse();
  private final Set<String> permissions = new HashSet<>();
  private final FakeAsyncContext pause = new FakeAsyncContext();
  private String remoteAddress = "192.0.2.7";
  private Optional<Caller> caller = Optional.empty();
  private Optional<String> contentType = Optional.empty();
  private Object json;
  private Object answer;
  private HtmlPage page;

  private FakeHttpExchange(TenantContext tenant, String method, String path) {
    this.tenant = tenant;
    this.method = method;
    this.path = path;
  }

  /** Creates a GET request of a path below the tenant's API base. */
  public static FakeHttpExchange get(TenantContext tenant, String path) {
    return new FakeHttpExchange(tenant, "GET", path);
  }

  /** Creates a CORS preflight request. */
  public static FakeHttpExchange options(TenantContext tenant, String path) {
    return new FakeHttpExchange(tenant, "OPTIONS", path);
  }

  /** Creates a POST request with a form. */
  public static FakeHttpExchange form(TenantContext tenant, String path) {
    FakeHttpExchange exchange = new FakeHttpExchange(tenant, "POST", path);
    exchange.contentType = Optional.of(FORM);
    return exchange;
  }

  /** Creates a POST request with a JSON body, given as the parsed object. */
  public static FakeHttpExchange json(TenantContext tenant, String path, Object body) {
    FakeHttpExchange exchange = new FakeHttpExchange(tenant, "POST", path);
    exchange.contentType = Optional.of("application/json");
    exchange.json = body;
    return exchange;
  }

  /**
   * Sets the media type.
   *
   * @param type the media type, or null for none
   */
  public FakeHttpExchange ofType(String type) {
    contentType = Optional.ofNullable(type);
    return this;
  }

  /** Adds a parameter: to the form of a POST request, otherwise to the query. */
  public FakeHttpExchange withParameter(String name, String value) {
    var parameters = FORM.equals(contentType.orElse("")) ? form : query;
    parameters.add(name, value);
    return this;
  }

  /** Adds a parameter to the query. */
  public FakeHttpExchange withQuery(String name, String value) {
    query.add(name, value);
    return this;
  }

  /** Adds a header. */
  public FakeHttpExchange withHeader(String name, String value) {
    headers.add(MultiValueMap.lower(name), value);
    return this;
  }

  /** Adds a cookie. */
  public FakeHttpExchange withCookie(String name, String value) {
    return withHeader("cookie", name + "=" + value);
  }

  /** Sets the remote address. */
  public FakeHttpExchange withRemoteAddress(String address) {
    remoteAddress = address;
    return this;
  }

  /** Sets the caller. */
  public FakeHttpExchange withCaller(Caller who) {
    caller = Optional.of(who);
    return this;
  }

  /** Grants the caller these permissions, independent of its scope. */
  public FakeHttpExchange withPermissions(String... some) {
    permissions.addAll(List.of(some));
    return this;
  }

  /** Returns whether the asynchronous processing after the endpoint returned is complete. */
  public boolean isCompleted() {
    return pause.isCompleted();
  }

  /** Waits until the asynchronous processing is complete. */
  public FakeHttpExchange awaitCompleted() throws InterruptedException {
    pause.await();
    return this;
  }

  /** Returns the status of the response. */
  public int status() {
    return response.status();
  }

  /** Returns the members of a JSON response. */
  @SuppressWarnings("unchecked")
  public Map<String, Object> answer() {
    return (Map<String, Object>) answer;
  }

  /** Returns the JSON response of any type. */
  public Object body() {
    return answer;
  }

  /** Returns the text written to the response stream. */
  public String text() {
    return response.text();
  }

  /** Returns the page of the response. */
  public HtmlPage page() {
    return page;
  }

  /** Returns the redirect location. */
  public String location() {
    return responseHeader("Location");
  }

  /** Returns the first value of a response header, or null. */
  public String responseHeader(String name) {
    return responseHeaders(name).stream().findFirst().orElse(null);
  }

  /** Returns all values of a response header. */
  public List<String> responseHeaders(String name) {
    return response.headers().all(MultiValueMap.lower(name));
  }

  @Override
  public TenantContext tenant() {
    return tenant;
  }

  @Override
  public Caller caller() {
    return caller.orElseThrow(
        () -> ApiException.unauthenticated("This operation requires a credential."));
  }

  @Override
  public Optional<Caller> callerIfAny() {
    return caller;
  }

  @Override
  public void require(String permission) {
    if (!permits(permission)) {
      throw ApiException.forbidden("The permission " + permission + " is missing.");
    }
  }

  @Override
  public boolean permits(String permission) {
    return permissions.contains(permission) || caller().scope().contains(permission);
  }

  @Override
  public HttpRequestView view() {
    HttpRequestViewBuilder view =
        TestBuilders.aRequest().withMethod(method).to(tenant.issuer() + path).from(remoteAddress);
    for (var header : headers.byName().entrySet()) {
      for (String value : header.getValue()) {
        view = view.withHeader(header.getKey(), value);
      }
    }
    return view.build();
  }

  @Override
  public String requestId() {
    return "req-1";
  }

  @Override
  public RequestInfo requestInfo() {
    return new RequestInfo("req-1", remoteAddress, Optional.empty(), Optional.empty());
  }

  @Override
  public String baseUrl() {
    return tenant.issuer().replaceAll("^(https?://[^/]+).*", "$1");
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public HttpServletRequest request() {
    return InterfaceStub.of(
        HttpServletRequest.class,
        (called, arguments) ->
            switch (called) {
              case "getAttribute" -> ATTRIBUTE.equals(arguments[0]) ? this : null;
              case "getMethod" -> method;
              case "getContentType" -> contentType.orElse(null);
              case "getQueryString" -> query.encoded();
              case "getParameter" -> query.first((String) arguments[0]);
              case "getParameterValues" -> query.arrays().get((String) arguments[0]);
              case "getParameterMap" -> query.arrays();
              case "getHeader" -> headers.first(MultiValueMap.lower(arguments[0]));
              case "getHeaderNames" -> Collections.enumeration(headers.byName().keySet());
              case "getHeaders" ->
                  Collections.enumeration(headers.all(MultiValueMap.lower(arguments[0])));
              case "getRequestURI" -> tenant.issuer().replaceAll("^https?://[^/]+", "") + path;
              case "getRemoteAddr" -> remoteAddress;
              case "startAsync" -> pause.context();
              default -> null;
            });
  }

  @Override
  public HttpServletResponse response() {
    return response.servlet();
  }

  @Override
  public <T> T readJson(Class<T> type) {
    return type.cast(json);
  }

  @SuppressWarnings("unchecked") // JSON object members have string names
  @Override
  public Map<String, Object> readFlatJson() {
    if (json instanceof Map<?, ?> members) {
      return (Map<String, Object>) members;
    }
    throw ApiException.invalidRequest("The body must be a JSON object.");
  }

  @Override
  public Map<String, List<String>> readForm() {
    return form.byName();
  }

  @Override
  public void writeJson(int with, Object body) {
    response.status(with);
    answer = body;
  }

  @Override
  public void writePage(int with, HtmlPage shown) {
    response.status(with);
    page = shown;
  }

  @Override
  public void redirect(String location) {
    response.status(HttpServletResponse.SC_SEE_OTHER);
    response.headers().set("location", location);
  }

  @Override
  public void beginExport(String owner) {
    // A test sends one request at a time.
  }

  @Override
  public void abort(Throwable failure) {
    throw new AssertionError("writing the response failed", failure);
  }

  @Override
  public void fail(Throwable failure) {
    throw new AssertionError("the endpoint failed after it had returned", failure);
  }
}
