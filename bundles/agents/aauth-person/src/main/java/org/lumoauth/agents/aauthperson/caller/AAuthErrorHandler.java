/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.caller;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpServletResponse;
import org.lumoauth.agents.aauthperson.signature.SignatureErrorException;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.UnauthenticatedRefusalThrottle;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes errors in the AAuth draft's formats, and records signature errors. */
@Component(service = AAuthErrorHandler.class)
public final class AAuthErrorHandler {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int TOO_LARGE = 413;
  private static final int UNAVAILABLE = 503;

  private final AuditLog log;
  private final UnauthenticatedRefusalThrottle refusals;

  @Activate
  public AAuthErrorHandler(
      @Reference AuditLog log, @Reference UnauthenticatedRefusalThrottle refusals) {
    this.log = log;
    this.refusals = refusals;
  }

  /** An action that handles a request or throws an error. */
  public interface AAuthEndpointAction {
    void run() throws IOException, SignatureErrorException;
  }

  /** Runs the action and writes its error, if any. */
  public void handleProblems(HttpExchange exchange, AAuthEndpointAction work) throws IOException {
    exchange.response().setHeader("Cache-Control", "no-store");
    try {
      work.run();
    } catch (SignatureErrorException failure) {
      refused(exchange, failure);
    } catch (ApiException problem) {
      if (!problem.code().equals("temporarily_unavailable")) {
        throw problem;
      }
      problem
          .headers()
          .forEach(exchange.response()::setHeader); // not a rejection, so it is not recorded
      write(exchange, problem.status(), problem.code(), problem.getMessage(), Map.of());
    } catch (AAuthProblemException problem) {
      problem.tampering().ifPresent(of -> tampered(exchange, of));
      write(exchange, problem.status(), problem.error(), problem.getMessage(), problem.more());
    }
  }

  /** Parses the JSON object in the body of a request. */
  @SuppressWarnings("unchecked") // the keys of a JSON object are always strings
  public static Map<String, Object> readBody(HttpExchange exchange) throws IOException {
    try {
      return exchange.readJson(Map.class);
    } catch (ApiException problem) {
      if (problem.status() == TOO_LARGE || problem.status() == UNAVAILABLE) {
        throw problem; // unrelated to the JSON
      }
      throw AAuthProblemException.invalid(problem.getMessage());
    }
  }

  private void refused(HttpExchange exchange, SignatureErrorException failure) throws IOException {
    refusals.count(exchange);
    log.record(
        exchange.tenant().id(),
        AuditInitiator.of(new SubjectRef(SubjectRef.AGENT, "unknown"), exchange.requestInfo())
            .auditEvent("aauth_person.request.refused", "A signed request was rejected.")
            .withOutcome(AuditEvent.AuditOutcome.DENIED)
            .withDetails(Map.of("error", failure.error(), "reason", failure.getMessage())));
    failure.headers().forEach(exchange.response()::setHeader);
    if (failure.isSignatureError()) {
      exchange.response().setHeader("Signature-Error", failure.field());
      write(
          exchange,
          failure.status(),
          failure.error(),
          "Signature verification failed. See the header Signature-Error.",
          Map.of("type", "urn:ietf:params:sig-error:" + failure.error())); // HTTP Signature Keys
    } else {
      String detail = "The signer is not trusted by this server.";
      write(exchange, failure.status(), failure.error(), detail, Map.of());
    }
  }

  private void tampered(HttpExchange exchange, AAuthProblemException.TamperingReport of) {
    log.record(
        exchange.tenant().id(),
        AuditInitiator.of(new SubjectRef(SubjectRef.AGENT, of.agent()), exchange.requestInfo())
            .auditEvent(
                "aauth_person.resource_token.misfit",
                "A resource token did not match the token that was presented with it.")
            .withOutcome(AuditEvent.AuditOutcome.DENIED)
            .withTarget("resource", of.resource()));
  }

  private static void write(
      HttpExchange exchange, int status, String error, String detail, Map<String, Object> more)
      throws IOException {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("detail", detail);
    body.put("status", status);
    body.putAll(more);
    byte[] bytes = JSON.writeValueAsBytes(body);
    HttpServletResponse response = exchange.response();
    response.setStatus(status);
    response.setContentType(AAuthProblemDetails.TYPE);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
