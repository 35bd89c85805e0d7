package org.lumoauth.authz.checks;

import java.lang.reflect.Proxy;
import java.util.HashSet;
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

/** A request whose body and caller a test sets; keeps the answer. */
final class FakeExchange implements Exchange {

  private final TenantContext tenant;
  private final Caller caller;
  private final Object body;
  private final Map<String, String> query;
  private final Set<String> rights = new HashSet<>();
  Object answer;

  FakeExchange(TenantContext tenant, Caller caller, Object body, Map<String, String> query) {
    this.tenant = tenant;
    this.caller = caller;
    this.body = body;
    this.query = query;
  }

  FakeExchange mayAskAboutOthers() {
    return may("authz.check");
  }

  FakeExchange may(String... permissions) {
    rights.addAll(List.of(permissions));
    return this;
  }

  @Override
  public TenantContext tenant() {
    return tenant;
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public Optional<Caller> callerIfAny() {
    return Optional.of(caller);
  }

  @Override
  public void require(String permission) {
    if (!rights.contains(permission)) {
      throw Problem.forbidden("no");
    }
  }

  @Override
  public HttpServletRequest request() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getParameter")) {
                return query.get((String) arguments[0]);
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  @Override
  public <T> T readJson(Class<T> type) {
    return type.cast(body);
  }

  @Override
  public void writeJson(int status, Object written) {
    answer = written;
  }

  @Override
  public RequestView view() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String requestId() {
    return "req_1";
  }

  @Override
  public AuditEvent.RequestInfo requestInfo() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String baseUrl() {
    return "https://id.example.com";
  }

  @Override
  public String path() {
    return "/authz/check";
  }

  @Override
  public HttpServletResponse response() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, List<String>> readForm() {
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
