package org.lumoauth.oauth.server.endpoint;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.oauth.OAuthRequest;
import org.lumoauth.api.page.Page;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.builder.OAuthRequestBuilder;

/** A form (or JSON object) that was posted; remembers the answer and its headers. */
final class FakeExchange implements Exchange {

  static final String FORM = "application/x-www-form-urlencoded";

  private final TenantContext tenant;
  private final OAuthRequest posted;
  private final String contentType;
  private final Map<String, Object> json;
  private final Map<String, String> responseHeaders = new HashMap<>();
  private Object answer;

  private FakeExchange(
      TenantContext tenant, OAuthRequest posted, String contentType, Map<String, Object> json) {
    this.tenant = tenant;
    this.posted = posted;
    this.contentType = contentType;
    this.json = json;
  }

  static FakeExchange form(TenantContext tenant, OAuthRequestBuilder request) {
    return new FakeExchange(tenant, request.build(), FORM + ";charset=UTF-8", Map.of());
  }

  static FakeExchange json(
      TenantContext tenant, OAuthRequestBuilder request, Map<String, Object> body) {
    return new FakeExchange(tenant, request.build(), "application/json", body);
  }

  static FakeExchange ofType(TenantContext tenant, OAuthRequestBuilder request, String type) {
    return new FakeExchange(tenant, request.build(), type, Map.of());
  }

  Map<?, ?> answer() {
    return (Map<?, ?>) answer;
  }

  boolean answered() {
    return answer != null;
  }

  String responseHeader(String name) {
    return responseHeaders.get(name);
  }

  @Override
  public TenantContext tenant() {
    return tenant;
  }

  @Override
  public Caller caller() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Caller> callerIfAny() {
    return Optional.empty();
  }

  @Override
  public void require(String permission) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RequestView view() {
    return Builders.aRequest().build();
  }

  @Override
  public String requestId() {
    return "req-1";
  }

  @Override
  public RequestInfo requestInfo() {
    return new RequestInfo("req-1", "192.0.2.7", Optional.empty(), Optional.empty());
  }

  @Override
  public String baseUrl() {
    return "https://id.example.com";
  }

  @Override
  public String path() {
    return "/oauth/token";
  }

  @Override
  public HttpServletRequest request() {
    return stub(
        HttpServletRequest.class,
        (method, arguments) ->
            switch (method) {
              case "getMethod" -> "POST";
              case "getContentType" -> contentType;
              case "getHeaderNames" -> Collections.enumeration(posted.headers().keySet());
              case "getHeaders" ->
                  Collections.enumeration(posted.headers().get((String) arguments[0]));
              default -> null;
            });
  }

  @Override
  public HttpServletResponse response() {
    return stub(
        HttpServletResponse.class,
        (method, arguments) ->
            method.equals("setHeader")
                ? responseHeaders.put((String) arguments[0], (String) arguments[1])
                : null);
  }

  @Override
  public <T> T readJson(Class<T> type) {
    return type.cast(json);
  }

  @Override
  public Map<String, List<String>> readForm() {
    return posted.parameters();
  }

  @Override
  public void writeJson(int status, Object body) {
    answer = body;
  }

  @Override
  public void writePage(int status, Page page) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void redirect(String location) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void fail(Throwable failure) {
    throw new UnsupportedOperationException();
  }

  private interface Answer {
    Object to(String method, Object[] arguments);
  }

  private static <T> T stub(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
  }
}
