/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.api.module.ModuleFailureLookup;
import org.lumoauth.api.page.HtmlPage;
import org.lumoauth.platform.web.authentication.CallerAuthenticator;
import org.lumoauth.platform.web.failure.RequestFailure;
import org.lumoauth.platform.web.json.JsonCodec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes responses. Only this class writes error responses. */
@Component(service = ResponseWriter.class)
public final class ResponseWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);
  private static final String CHALLENGE = "WWW-Authenticate";

  private final JsonCodec json;
  private final CallerAuthenticator gate;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile ModuleFailureLookup moduleFailures;

  @Activate
  public ResponseWriter(@Reference JsonCodec json, @Reference CallerAuthenticator gate) {
    this.json = json;
    this.gate = gate;
  }

  /** Writes a JSON response. */
  public void writeJson(HttpServletResponse response, int status, Object body) throws IOException {
    byte[] bytes = json.write(body);
    response.setStatus(status);
    response.setContentType("application/json");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /** Writes an HTML page, which may contain private data of the user. */
  public void writePage(HttpServletResponse response, int status, HtmlPage page)
      throws IOException {
    byte[] bytes = page.html().getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("text/html; charset=utf-8");
    response.setHeader("Content-Security-Policy", page.contentSecurityPolicy());
    response.setHeader("Content-Language", page.locale().toLanguageTag());
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  /**
   * Logs a failure and writes the error response, unless a response is already committed.
   *
   * @param route the path's template; the requested path is not logged
   */
  public void writeFailure(
      HttpServletResponse response,
      Throwable thrown,
      String requestId,
      String method,
      String route) {
    writeFailure(
        response, thrown, requestId, method, route, code -> Optional.empty(), RequestFailure::body);
  }

  /**
   * Logs a failure and writes the error response, as an HTML page for a browser.
   *
   * @param pages renders the page of an error code; empty for the API error format
   * @param bodies creates the JSON body
   */
  public void writeFailure(
      HttpServletResponse response,
      Throwable thrown,
      String requestId,
      String method,
      String route,
      Function<String, Optional<HtmlPage>> pages,
      Function<RequestFailure, Object> bodies) {
    RequestFailure failure = log(thrown, requestId, method, route);
    if (response.isCommitted() || ClientDisconnectedException.isCauseOf(thrown)) {
      return;
    }
    String challenge = response.getHeader(CHALLENGE);
    response.resetBuffer();
    failure.headers().forEach(response::setHeader);
    if (failure.status() == 413 || failure.status() == 408) {
      // The rest of the body is not read, so the connection closes (RFC 9112 section 9.6).
      response.setHeader("Connection", "close");
    }
    if (failure.status() == 401 && challenge == null && !failure.headers().containsKey(CHALLENGE)) {
      gate.challenges().forEach(c -> response.addHeader(CHALLENGE, c));
    }
    Optional<HtmlPage> page =
        failure.status() == 401 ? Optional.empty() : pages.apply(failure.code());
    try {
      if (page.isPresent()) {
        writePage(response, failure.status(), page.get());
      } else {
        writeJson(response, failure.status(), bodies.apply(failure));
      }
    } catch (IOException e) {
      LOG.debug("caller_gone request_id={}", requestId, e);
    }
  }

  /** Classifies and logs a failure. */
  public RequestFailure log(Throwable thrown, String requestId, String method, String route) {
    RequestFailure failure = withModuleFailure(RequestFailure.of(thrown, requestId));
    if (ClientDisconnectedException.isCauseOf(thrown)) {
      LOG.debug(
          "client_disconnected request_id={} method={} route={}", requestId, method, route, thrown);
    } else if (!failure.expected()) {
      LOG.error(
          "request_failed request_id={} method={} route={} status={} code={}",
          requestId,
          method,
          route,
          failure.status(),
          failure.code(),
          thrown);
    } else if (RequestFailure.isUnhandled(thrown)) { // a server fault that may happen repeatedly
      LOG.warn(
          "request_overtaken request_id={} method={} route={} status={} code={}",
          requestId,
          method,
          route,
          failure.status(),
          failure.code(),
          thrown);
    } else if (failure.status() >= 500) {
      LOG.warn(
          "request_not_served request_id={} method={} route={} status={} code={} reason=\"{}\"",
          requestId,
          method,
          route,
          failure.status(),
          failure.code(),
          oneLine(failure.message()));
    } else {
      LOG.info(
          "request_refused request_id={} method={} route={} status={} code={} reason=\"{}\"",
          requestId,
          method,
          route,
          failure.status(),
          failure.code(),
          oneLine(failure.message()));
    }
    return failure;
  }

  /** A failed module does not recover by itself, so the response says so. */
  private RequestFailure withModuleFailure(RequestFailure failure) {
    ModuleFailureLookup failures = moduleFailures;
    return failures != null
            && failure.details().get("module") instanceof String module
            && failure.code().equals("module_unavailable")
            && failures.currentFailures().containsKey(module)
        ? failure.ofFailedModule(module)
        : failure;
  }

  /** Logs that a partly sent response cannot be completed. */
  void logAborted(Throwable thrown, String requestId, String method, String route) {
    if (thrown instanceof IOException) { // the connection was closed, or the client was too slow
      LOG.info(
          "response_broken_off request_id={} method={} route={} reason=\"{}\"",
          requestId,
          method,
          route,
          oneLine(thrown.getMessage()));
    } else {
      log(thrown, requestId, method, route);
    }
  }

  /** Messages may quote caller input, which must not start a new log line or close the quotes. */
  static String oneLine(String text) {
    return text == null ? "" : text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\"]", "?");
  }

  /** Returns the challenges of a 401 response. */
  public Iterable<String> challenges() {
    return gate.challenges();
  }
}
