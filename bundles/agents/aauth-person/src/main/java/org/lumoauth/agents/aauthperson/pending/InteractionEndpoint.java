package org.lumoauth.agents.aauthperson.pending;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.directory.SubjectRef;
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

  private static final int MAX_QUESTION = 500;
  private static final AttemptLimiter.Limit GUESSES =
      new AttemptLimiter.Limit(20, Duration.ofMinutes(10));

  private final Waiting waiting;
  private final Allowing allowing;
  private final Sessions sessions;
  private final SignIn signIn;
  private final InteractionPage page;
  private final ResourceVisits visits;
  private final AttemptLimiter limiter;
  private final InteractionAudit audit;

  @Activate
  public InteractionEndpoint(
      @Reference Waiting waiting,
      @Reference Allowing allowing,
      @Reference Sessions sessions,
      @Reference SignIn signIn,
      @Reference InteractionPage page,
      @Reference ResourceVisits visits,
      @Reference AttemptLimiter limiter,
      @Reference InteractionAudit audit) {
    this.waiting = waiting;
    this.allowing = allowing;
    this.sessions = sessions;
    this.signIn = signIn;
    this.page = page;
    this.visits = visits;
    this.limiter = limiter;
    this.audit = audit;
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
      page.over(exchange, 400, "session_expired");
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
    page.show(exchange, session.get(), of);
  }

  private void answer(Exchange exchange, String code, Map<String, List<String>> form)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<Entry<Waiting.Case>> found = find(exchange, code);
    if (found.isEmpty()) {
      page.over(exchange, 400, "session_expired");
      return;
    }
    Waiting.Case of = found.get().value();
    Optional<Session> session = session(exchange, of.question());
    if (session.isEmpty()
        || !page.isFrom(tenant, session.get(), of, sole(form, InteractionPage.FORM_TOKEN))) {
      page.over(exchange, 403, "form_refused");
      return;
    }
    if (of.firstElsewhere() && sole(form, "decision").equals("go")) {
      exchange.redirect(visits.begin(tenant, of));
      return;
    }
    if (sole(form, "decision").equals("ask")) {
      askBack(exchange, session.get(), found.get(), sole(form, "question").strip());
      return;
    }
    boolean allowed = sole(form, "decision").equals("allow"); // whatever else was sent is no yes
    if (allowed && of.firstElsewhere()) { // what they decide there may make this one moot
      page.show(exchange, session.get(), of);
      return;
    }
    String user = session.get().subject().id();
    if (allowed && !allowing.binds(tenant, of.question(), user)) {
      page.over(exchange, 403, "form_refused"); // somebody else became the agent's person meanwhile
      return;
    }
    Optional<Map<String, Object>> result =
        allowed
            ? allowing.allow(tenant, user, of.question(), sole(form, "answer").strip())
            : Optional.of(Map.of());
    if (result.isEmpty()) {
      page.show(exchange, session.get(), of);
      return;
    }
    audit.answered(exchange, session.get(), of.question(), allowed);
    String state = allowed ? Waiting.GRANTED : Waiting.DENIED;
    if (!waiting.answer(tenant, found.get(), state, user, result.get())) {
      page.over(exchange, 400, "session_expired");
    } else if (allowed && of.question().elsewhere()) {
      exchange.redirect(of.question().resource() + "?code=" + of.question().request().get("code"));
    } else {
      page.done(exchange, allowed);
    }
  }

  /** The page is shown again, with what was asked; the agent's answer is there when it came. */
  private void askBack(Exchange exchange, Session session, Entry<Waiting.Case> entry, String words)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    Waiting.Case of = entry.value();
    if (!words.isEmpty() && words.length() <= MAX_QUESTION && !waiting.ask(tenant, entry, words)) {
      page.over(exchange, 400, "session_expired");
      return;
    }
    Waiting.Case now = waiting.find(tenant, of.id()).map(Entry::value).orElse(of);
    page.show(exchange, session, now);
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
    return session(exchange, sessions, signIn, asked);
  }

  /** The session of who may answer, if they are signed in as they have to be. */
  static Optional<Session> session(
      Exchange exchange, Sessions sessions, SignIn signIn, Question asked) {
    return sessions
        .current(exchange.tenant(), exchange.view())
        .filter(of -> signIn.satisfied(exchange.tenant(), of, requirement(asked)))
        .filter(of -> of.subject().type().equals(SubjectRef.USER))
        .filter(of -> asked.user().isEmpty() || of.subject().id().equals(asked.user()));
  }

  /** An agent that has a person is answered by nobody else. */
  static SignInRequirement requirement(Question asked) {
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

  private static String sole(Map<String, List<String>> form, String name) {
    List<String> values = form.getOrDefault(name, List.of());
    return values.size() == 1 ? values.get(0) : "";
  }
}
