package org.lumoauth.agents.accessrequests;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST ~/access/v1/requests}: asks for an access that was denied.
 *
 * @see <a href="https://openid.github.io/authzen/">Access Request and Approval profile, Submitting
 *     the Access Request</a>
 */
@Takes(
    members = {
      @Member(value = "denial", needed = true, type = Map.class, says = "As it was answered"),
      @Member(value = "subject", needed = true, type = Map.class),
      @Member(value = "resource", needed = true, type = Map.class),
      @Member(value = "action", needed = true, type = Map.class),
      @Member(value = "context", type = Map.class)
    })
@Takes(
    as = Takes.As.HEADERS,
    members = {@Member("Idempotency-Key")})
@AnswersWith(status = 202)
@Refuses({409, 422})
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=agents-access-requests-submit",
      "lumoauth.web.routes=POST ~/access/v1/requests"
    })
public final class SubmitEndpoint implements HotEndpoint {

  private static final int MAX_REASON = 2_000;
  private static final int MAX_KEY = 255;

  private final Binding binding;
  private final AccessTasks tasks;
  private final Turns turns;
  private final SettingsStore settings;

  @Activate
  public SubmitEndpoint(
      @Reference Binding binding,
      @Reference AccessTasks tasks,
      @Reference Turns turns,
      @Reference SettingsStore settings) {
    this.binding = binding;
    this.tasks = tasks;
    this.turns = turns;
    this.settings = settings;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    var caller = exchange.caller();
    Map<String, Object> body = object("the body", exchange.readJson(Map.class));
    if (!AccessSettings.enabled(settings, tenant) || body.containsKey("items")) {
      AccessProblem.NOT_REQUESTABLE.answer(exchange);
      return;
    }
    if (!(body.get("denial") instanceof Map<?, ?>)) { // the profile: refused as not bound to one
      AccessProblem.INVALID_DENIAL_BINDING.answer(exchange);
      return;
    }
    Map<String, Object> denial = object("denial", body.get("denial"));
    Optional<String> key = exchange.view().header("Idempotency-Key");
    if (key.filter(text -> text.isEmpty() || text.length() > MAX_KEY).isPresent()) {
      throw Problem.invalidRequest("Idempotency-Key has 1 to " + MAX_KEY + " characters.");
    }
    if (key.isEmpty()) {
      submit(exchange, body, denial, key);
      return;
    }
    try (var turn = turns.take(List.of(tenant.id(), caller.subject(), key.get()))) {
      var before = tasks.made(tenant, caller, key.get());
      if (before.isPresent()) {
        again(exchange, before.get(), body);
      } else {
        submit(exchange, body, denial, key);
      }
    }
  }

  private void submit(
      Exchange exchange, Map<String, Object> body, Map<String, Object> denial, Optional<String> key)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    var caller = exchange.caller();
    Optional<Binding.Bound> bound =
        Optional.ofNullable(denial.get("binding_token"))
            .filter(String.class::isInstance)
            .flatMap(token -> binding.read(tenant, (String) token))
            .filter(of -> of.caller().equals(caller.subject().toString()))
            .filter(of -> of.isOf(denial.getOrDefault("evaluation_id", of.evaluationId())))
            .filter(of -> of.expiresAt().toString().equals(denial.get("expires_at")))
            .filter(of -> Binding.same(of.sent(), sent(body)));
    if (bound.isEmpty()) {
      AccessProblem.INVALID_DENIAL_BINDING.answer(exchange);
    } else if (!Instant.now().isBefore(bound.get().expiresAt())) {
      AccessProblem.EXPIRED_DENIAL.answer(exchange);
    } else {
      make(exchange, body, bound.get(), key);
    }
  }

  private void make(
      Exchange exchange, Map<String, Object> body, Binding.Bound bound, Optional<String> key)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<AccessTasks.Task> task =
        tasks.make(
            tenant,
            exchange.caller(),
            bound,
            body,
            new AccessTasks.Wish(reason(body), Term.asked(body, Instant.now())),
            key,
            Initiator.of(exchange.caller(), exchange.requestInfo()));
    if (task.isEmpty()) { // the binding token was used already: for this, on another node, or else
      var before = key.flatMap(text -> tasks.made(tenant, exchange.caller(), text));
      if (before.isPresent()) {
        again(exchange, before.get(), body);
        return;
      }
      AccessProblem.INVALID_DENIAL_BINDING.answer(exchange);
      return;
    }
    accepted(exchange, task.get());
  }

  private void again(Exchange exchange, AccessTasks.Once before, Map<String, Object> body)
      throws IOException {
    Optional<AccessTasks.Task> task =
        Binding.same(before.body(), body)
            ? tasks.find(exchange.tenant(), exchange.caller(), before.taskId())
            : Optional.empty();
    if (task.isPresent()) {
      accepted(exchange, task.get());
    } else {
      AccessProblem.DUPLICATE_REQUEST.answer(exchange);
    }
  }

  private void accepted(Exchange exchange, AccessTasks.Task task) throws IOException {
    exchange.response().setHeader("Location", AccessAddress.of(exchange.tenant(), task.id()));
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
      throw Problem.invalidRequest(name + " is an object.");
    }
    Map<String, Object> object = new LinkedHashMap<>();
    members.forEach((member, value) -> object.put(String.valueOf(member), value));
    return object;
  }
}
