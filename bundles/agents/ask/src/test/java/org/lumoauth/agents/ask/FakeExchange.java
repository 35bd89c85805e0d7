package org.lumoauth.agents.ask;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.audit.AuditEvent.RequestInfo;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.RequestView;
import org.lumoauth.api.page.Page;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.testkit.builder.Builders;

/** A request with a body that is parsed already; remembers what was answered. */
final class FakeExchange implements Exchange {

  private final TenantContext tenant;
  private final Caller caller;
  private final Object body;
  private Object answer;

  FakeExchange(TenantContext tenant, Caller caller, Object body) {
    this.tenant = tenant;
    this.caller = caller;
    this.body = body;
  }

  /** What was answered, if anything was. */
  Optional<Object> answered() {
    return Optional.ofNullable(answer);
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
    return new RequestInfo("req-1", "192.0.2.7", Optional.empty(), caller.clientId());
  }

  @Override
  public String baseUrl() {
    return "https://id.example.com";
  }

  @Override
  public String path() {
    return "/agents/ask";
  }

  @Override
  public HttpServletRequest request() {
    throw new UnsupportedOperationException();
  }

  @Override
  public HttpServletResponse response() {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T readJson(Class<T> type) {
    return type.cast(body);
  }

  @Override
  public Map<String, List<String>> readForm() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void writeJson(int status, Object written) {
    if (status != 200) {
      throw new IllegalStateException("answered with " + status);
    }
    answer = written;
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
    throw new AssertionError(failure);
  }
}
