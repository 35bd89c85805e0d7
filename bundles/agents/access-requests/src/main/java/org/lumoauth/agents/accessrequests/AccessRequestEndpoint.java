/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.accessrequests;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Handles {@code POST ~/access/v1/requests}: requests an access that was denied.
 *
 * @see <a href="https://openid.github.io/authzen/">Access Request and Approval profile, Submitting
 *     the Access Request</a>
 */
@ApiRequestParameters(
    members = {
      @SchemaProperty(
          value = "denial",
          required = true,
          type = Map.class,
          description = "The denial from the evaluation response, unchanged"),
      @SchemaProperty(value = "subject", required = true, type = Map.class),
      @SchemaProperty(value = "resource", required = true, type = Map.class),
      @SchemaProperty(value = "action", required = true, type = Map.class),
      @SchemaProperty(value = "context", type = Map.class)
    })
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.HEADERS,
    members = {@SchemaProperty("Idempotency-Key")})
@ApiResponse(status = 202)
@ApiErrorResponses({409, 422})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-access-requests-submit",
      "lumoauth.web.routes=POST ~/access/v1/requests",
      HttpHandler.SUMMARY + "=Request an access that was denied (AuthZEN)"
    })
public final class AccessRequestEndpoint implements HttpHandler {

  private static final int MAX_REASON = 2_000;
  private static final int MAX_KEY = 255;

  private final DenialBindingTokenService binding;
  private final AccessRequestTaskService tasks;
  private final IdempotencyKeyLocks turns = new IdempotencyKeyLocks();
  private final SettingsStore settings;

  @Activate
  public AccessRequestEndpoint(
      @Reference DenialBindingTokenService binding,
      @Reference AccessRequestTaskService tasks,
      @Reference SettingsStore settings) {
    this.binding = binding;
    this.tasks = tasks;
    this.settings = settings;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    var caller = exchange.caller();
    Map<String, Object> body = object("the body", exchange.readJson(Map.class));
    if (!AccessRequestSettings.ENABLED.read(settings, tenant) || body.containsKey("items")) {
      AccessRequestError.NOT_REQUESTABLE.answer(exchange);
      return;
    }
    if (!(body.get("denial")
        instanceof
        Map<?, ?>)) { // the profile rejects this as a request that is not bound to a denial
      AccessRequestError.INVALID_DENIAL_BINDING.answer(exchange);
      return;
    }
    Map<String, Object> denial = object("denial", body.get("denial"));
    Optional<String> key = exchange.view().header("Idempotency-Key");
    if (key.filter(text -> text.isEmpty() || text.length() > MAX_KEY).isPresent()) {
      throw ApiException.invalidRequest(
          "Idempotency-Key must have 1 to " + MAX_KEY + " characters.");
    }
    if (key.isEmpty()) {
      submit(exchange, body, denial, key);
      return;
    }
    try (var turn = turns.acquire(List.of(tenant.id(), caller.subject(), key.get()))) {
      var before = tasks.findByIdempotencyKey(tenant, caller, key.get());
      if (before.isPresent()) {
        again(exchange, before.get(), body);
      } else {
        submit(exchange, body, denial, key);
      }
    }
  }

  private void submit(
      HttpExchange exchange,
      Map<String, Object> body,
      Map<String, Object> denial,
      Optional<String> key)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    var caller = exchange.caller();
    Optional<DenialBindingTokenService.BoundDenial> bound =
        Optional.ofNullable(denial.get("binding_token"))
            .filter(String.class::isInstance)
            .flatMap(token -> binding.read(tenant, (String) token))
            .filter(of -> of.caller().equals(caller.subject().toString()))
            .filter(of -> of.isOf(denial.getOrDefault("evaluation_id", of.evaluationId())))
            .filter(of -> of.expiresAt().toString().equals(denial.get("expires_at")))
            .filter(of -> DenialBindingTokenService.same(of.sent(), sent(body)));
    if (bound.isEmpty()) {
      AccessRequestError.INVALID_DENIAL_BINDING.answer(exchange);
    } else if (!Instant.now().isBefore(bound.get().expiresAt())) {
      AccessRequestError.EXPIRED_DENIAL.answer(exchange);
    } else {
      make(exchange, body, bound.get(), key);
    }
  }

  private void make(
      HttpExchange exchange,
      Map<String, Object> body,
      DenialBindingTokenService.BoundDenial bound,
      Optional<String> key)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<AccessRequestTaskService.AccessRequestTask> task =
        tasks.create(
            tenant,
            exchange.caller(),
            bound,
            body,
            new AccessRequestTaskService.AccessJustification(
                reason(body), AccessDurationCalculator.parseRequested(body, Instant.now())),
            key,
            exchange.initiator());
    if (task
        .isEmpty()) { // The binding token was already used: for this request on another node, or
      // for another request.
      var before = key.flatMap(text -> tasks.findByIdempotencyKey(tenant, exchange.caller(), text));
      if (before.isPresent()) {
        again(exchange, before.get(), body);
        return;
      }
      AccessRequestError.INVALID_DENIAL_BINDING.answer(exchange);
      return;
    }
    accepted(exchange, task.get());
  }

  private void again(
      HttpExchange exchange,
      AccessRequestTaskService.AccessIdempotencyRecord before,
      Map<String, Object> body)
      throws IOException {
    Optional<AccessRequestTaskService.AccessRequestTask> task =
        DenialBindingTokenService.same(before.body(), body)
            ? tasks.find(exchange.tenant(), exchange.caller(), before.taskId())
            : Optional.empty();
    if (task.isPresent()) {
      accepted(exchange, task.get());
    } else {
      AccessRequestError.DUPLICATE_REQUEST.answer(exchange);
    }
  }

  private void accepted(HttpExchange exchange, AccessRequestTaskService.AccessRequestTask task)
      throws IOException {
    exchange.response().setHeader("Location", AccessRequestUrls.of(exchange.tenant(), task.id()));
    exchange.response().setHeader("Cache-Control", "no-store");
    exchange.writeJson(202, tasks.view(exchange.tenant(), task));
  }

  private static Map<String, Object> sent(Map<String, Object> body) {
    Map<String, Object> sent = new HashMap<>();
    for (String name : new String[] {"subject", "resource", "action"}) {
      sent.put(name, object(name, body.get(name)));
    }
    return sent;
  }

  private static String reason(Map<String, Object> body) {
    Object context = body.get("context");
    if (context instanceof Map<?, ?> members
        && members.get("business_justification") instanceof String text) {
      return text.substring(0, Math.min(text.length(), MAX_REASON));
    }
    return "";
  }

  private static Map<String, Object> object(String name, Object sent) {
    if (!(sent instanceof Map<?, ?> members)) {
      throw ApiException.invalidRequest(name + " must be an object.");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    members.forEach((member, value) -> object.put(String.valueOf(member), value));
    return object;
  }
}
