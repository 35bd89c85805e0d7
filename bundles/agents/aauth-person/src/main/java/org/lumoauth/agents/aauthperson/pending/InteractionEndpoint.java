package org.lumoauth.agents.aauthperson.pending;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.ServerIdentifier;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.page.PageRequest;
import org.lumoauth.api.page.Pages;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where a person answers an agent (section User Interaction). The code only finds the question; who
 * answers is who is signed in, by a form of this page.
 */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-interaction",
      "lumoauth.web.routes=GET ^/aauth/interaction",
      "lumoauth.web.routes=POST ^/aauth/interaction",
      "lumoauth.web.guard=open"
    })
public final class InteractionEndpoint implements HotEndpoint {

  private static final String FORM_TOKEN = "form_token";
  private static final int MAX_QUESTION = 500;
  private static final AttemptLimiter.Limit GUESSES =
      new AttemptLimiter.Limit(20, Duration.ofMinutes(10));

  private final Waiting waiting;
  private final Allowing allowing;
  private final Sessions sessions;
  private final SignIn signIn;
  private final Pages pages;
  private final UserDirectory users;
  private final AttemptLimiter limiter;
  private final AuditLog log;

  @Activate
  public InteractionEndpoint(
      @Reference Waiting waiting,
      @Reference Allowing allowing,
      @Reference Sessions sessions,
      @Reference SignIn signIn,
      @Reference Pages pages,
      @Reference UserDirectory users,
      @Reference AttemptLimiter limiter,
      @Reference AuditLog log) {
    this.waiting = waiting;
    this.allowing = allowing;
    this.sessions = sessions;
    this.signIn = signIn;
    this.pages = pages;
    this.users = users;
    this.limiter = limiter;
    this.log = log;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    if (exchange.request().getMethod().equals("POST")) {
      Map<String, List<String>> form = exchange.readForm();
      answer(exchange, sole(form, "code"), form);
    } else {
      String code = exchange.request().getParameter("code");
      ask(exchange, code == null ? "" : code);
    }
  }

  private void ask(Exchange exchange, String code) throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<Entry<Waiting.Case>> found = find(exchange, code);
    if (found.isEmpty()) {
      over(exchange, 400, "session_expired");
      return;
    }
    Waiting.Case of = found.get().value();
    Optional<Session> session = session(exchange, of.question());
    if (session.isEmpty()) {
      exchange.redirect(
          signIn.begin(
              tenant, requirement(of.question()), InteractionAddress.path(tenant, of.code())));
      return;
    }
    show(exchange, of.question(), model(tenant, session.get(), of));
  }

  private void answer(Exchange exchange, String code, Map<String, List<String>> form)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<Entry<Waiting.Case>> found = find(exchange, code);
    if (found.isEmpty()) {
      over(exchange, 400, "session_expired");
      return;
    }
    Waiting.Case of = found.get().value();
    Optional<Session> session = session(exchange, of.question());
    if (session.isEmpty()
        || !sessions.formTokenHolds(tenant, session.get(), purpose(of), sole(form, FORM_TOKEN))) {
      over(exchange, 403, "form_refused");
      return;
    }
    if (sole(form, "decision").equals("ask")) {
      askBack(exchange, session.get(), found.get(), sole(form, "question").strip());
      return;
    }
    boolean allowed = sole(form, "decision").equals("allow"); // whatever else was sent is no yes
    String user = session.get().subject().id();
    if (allowed && !allowing.binds(tenant, of.question(), user)) {
      over(exchange, 403, "form_refused"); // somebody else became the agent's person meanwhile
      return;
    }
    Optional<Map<String, Object>> result =
        allowed
            ? allowing.allow(tenant, user, of.question(), sole(form, "answer").strip())
            : Optional.of(Map.of());
    if (result.isEmpty()) {
      show(exchange, of.question(), model(tenant, session.get(), of));
      return;
    }
    record(exchange, session.get(), of, allowed);
    String state = allowed ? Waiting.GRANTED : Waiting.DENIED;
    if (!waiting.answer(tenant, found.get(), state, user, result.get())) {
      over(exchange, 400, "session_expired");
    } else if (allowed && of.question().elsewhere()) {
      exchange.redirect(of.question().resource() + "?code=" + of.question().request().get("code"));
    } else {
      show(exchange, 200, "aauth-interaction-done", Map.of("allowed", allowed));
    }
  }

  /** The page is shown again, with what was asked; the agent's answer is there when it came. */
  private void askBack(Exchange exchange, Session session, Entry<Waiting.Case> entry, String words)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Waiting.Case of = entry.value();
    if (!words.isEmpty() && words.length() <= MAX_QUESTION && !waiting.ask(tenant, entry, words)) {
      over(exchange, 400, "session_expired");
      return;
    }
    Waiting.Case now = waiting.find(tenant, of.id()).map(Entry::value).orElse(of);
    show(exchange, now.question(), model(tenant, session, now));
  }

  /** Wrong codes are counted by the address that they come from. */
  private Optional<Entry<Waiting.Case>> find(Exchange exchange, String code) {
    TenantContext tenant = exchange.tenant();
    String address = exchange.view().remoteAddress();
    if (code.isEmpty()
        || code.length() > 40
        || limiter.count(tenant, "aauth-interaction", address, GUESSES).isPresent()) {
      return Optional.empty();
    }
    Optional<Entry<Waiting.Case>> found = waiting.byCode(tenant, code);
    if (found.isPresent()) {
      limiter.giveBack(tenant, "aauth-interaction", address);
    }
    return found;
  }

  private Optional<Session> session(Exchange exchange, Question asked) {
    return sessions
        .current(exchange.tenant(), exchange.view())
        .filter(of -> signIn.satisfied(exchange.tenant(), of, requirement(asked)))
        .filter(of -> of.subject().type().equals(SubjectRef.USER))
        .filter(of -> asked.user().isEmpty() || of.subject().id().equals(asked.user()));
  }

  /** An agent that has a person is answered by nobody else. */
  private static SignInRequirement requirement(Question asked) {
    var any = SignInRequirement.any();
    return new SignInRequirement(
        any.notBefore(),
        any.acrValues(),
        any.acrEssential(),
        asked.user().isEmpty()
            ? any.subject()
            : Optional.of(new SubjectRef(SubjectRef.USER, asked.user())),
        any.loginHint(),
        any.chooseAccount(),
        any.create(),
        any.uiLocales(),
        any.clientId());
  }

  private Map<String, Object> model(TenantContext tenant, Session session, Waiting.Case of) {
    Question asked = of.question();
    String id = session.subject().id();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("action", InteractionAddress.of(tenant));
    model.put(
        "hidden",
        Map.of("code", of.code(), FORM_TOKEN, sessions.formToken(tenant, session, purpose(of))));
    model.put("what", asked.what());
    model.put("client", Map.of("name", asked.first()));
    model.put("provider", asked.firstProvider());
    model.put("via", asked.via());
    model.put("subAgent", asked.subAgent());
    model.put("elsewhere", asked.elsewhere());
    model.put("theirCode", asked.elsewhere() ? asked.request().get("code") : "");
    model.put("resource", asked.resource());
    model.put("scopes", asked.scope().stream().map(name -> Map.of("name", name)).toList());
    model.put("said", asked.said());
    model.put(
        "talk",
        of.talk().stream()
            .map(turn -> Map.of("question", turn.question(), "answer", turn.answer()))
            .toList());
    model.put("askable", of.askable());
    model.put("self", InteractionAddress.path(tenant, of.code()));
    model.put("userCode", of.code().substring(0, 5) + "-" + of.code().substring(5));
    model.put(
        "account",
        Map.of("identifier", users.find(tenant, id).map(user -> user.email()).orElse(id)));
    return model;
  }

  private void record(Exchange exchange, Session session, Waiting.Case of, boolean allowed) {
    Question asked = of.question();
    log.record(
        exchange.tenant().id(),
        new AuditEvent(
            allowed ? "aauth_person.request.allowed" : "aauth_person.request.denied",
            allowed ? AuditEvent.Outcome.SUCCESS : AuditEvent.Outcome.DENIED,
            session.subject(),
            List.of(),
            Optional.of(new AuditEvent.Target("aauth_agent", asked.agent(), Optional.empty())),
            "A person answered an agent.",
            Optional.of(exchange.requestInfo()),
            Map.of(
                "what", asked.what(),
                "first", asked.first(),
                "via", asked.via(),
                "sub_agent", asked.subAgent(),
                "provider", asked.provider(),
                "resource", asked.resource(),
                "scope", asked.scope())));
  }

  private static String purpose(Waiting.Case of) {
    return "aauth-person/" + of.code();
  }

  private void over(Exchange exchange, int status, String code) throws IOException {
    show(exchange, status, "error", Map.of("code", code, "requestId", exchange.requestId()));
  }

  /** A form may lead to the page of another server that it names. */
  private void show(Exchange exchange, Question asked, Map<String, Object> model)
      throws IOException {
    List<Locale> locales = pages.locales(exchange.tenant(), exchange.view(), "");
    Set<String> forms =
        asked.elsewhere() ? Set.of(ServerIdentifier.of(asked.resource())) : Set.of();
    exchange.writePage(
        200,
        pages.render(
            exchange.tenant(), new PageRequest("aauth-interaction", model, locales, forms)));
  }

  private void show(Exchange exchange, int status, String template, Map<String, Object> model)
      throws IOException {
    List<Locale> locales = pages.locales(exchange.tenant(), exchange.view(), "");
    exchange.writePage(
        status, pages.render(exchange.tenant(), PageRequest.of(template, model, locales)));
  }

  private static String sole(Map<String, List<String>> form, String name) {
    List<String> values = form.getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : "";
  }
}
