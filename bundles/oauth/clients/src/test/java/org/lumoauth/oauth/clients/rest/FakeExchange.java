package org.lumoauth.oauth.clients.rest;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.page.Page;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.testkit.builder.Builders;

/** A request of somebody who has these permissions and no others. */
record FakeExchange(TenantContext tenant, Caller caller, Set<String> permissions)
    implements Exchange {

  /** The servlet request of one who has these permissions. */
  static HttpServletRequest by(String... permissions) {
    return new FakeExchange(
            Builders.aTenant().build(),
            Builders.aCaller().apiKey().build(),
            Set.copyOf(List.of(permissions)))
        .request();
  }

  @Override
  public void require(String permission) {
    if (!permissions.contains(permission)) {
      throw Problem.forbidden(permission);
    }
  }

  @Override
  public HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getAttribute")) {
                return arguments[0].equals(ATTRIBUTE) ? this : null;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  @Override
  public Optional<Caller> callerIfAny() {
    return Optional.of(caller);
  }

  @Override
  public AuditEvent.RequestInfo requestInfo() {
    return new AuditEvent.RequestInfo(requestId(), "192.0.2.1", Optional.empty(), Optional.empty());
  }

  @Override
  public String requestId() {
    return "req_1";
  }

  @Override
  public String baseUrl() {
    return "https://id.example.com";
  }

  @Override
  public String path() {
    return "/admin/clients";
  }

  @Override
  public RequestView view() {
    throw new UnsupportedOperationException();
  }

  @Override
  public HttpServletResponse response() {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T readJson(Class<T> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, List<String>> readForm() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void writeJson(int status, Object body) {
    throw new UnsupportedOperationException();
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
}
