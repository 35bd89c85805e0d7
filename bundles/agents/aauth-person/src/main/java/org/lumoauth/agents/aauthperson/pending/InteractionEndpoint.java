package org.lumoauth.agents.aauthperson.pending;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.FormField;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.Network;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where a person answers an agent (section User Interaction). The code only finds the question; who
 * answers is who is signed in, by a form of this page, and to what that page showed.
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

  private static final int MAX_CODE = 40;
  private static final String GUESSED = "aauth-interaction";
  private static final AttemptLimiter.Limit GUESSES =
      new AttemptLimiter.Limit(20, Duration.ofMinutes(10));

  private final Waiting waiting;
  private final OverCases over;
  private final WhoAnswers who;
  private final Deciding deciding;
  private final InteractionPage page;
  private final OtherAccounts others;
  private final Callbacks callbacks;
  private final AttemptLimiter limiter;

  @Activate
  public InteractionEndpoint(
      @Reference Waiting waiting,
      @Reference OverCases over,
      @Reference WhoAnswers who,
      @Reference Deciding deciding,
      @Reference InteractionPage page,
      @Reference OtherAccounts others,
      @Reference Callbacks callbacks,
      @Reference AttemptLimiter limiter) {
    this.waiting = waiting;
    this.over = over;
    this.who = who;
    this.deciding = deciding;
    this.page = page;
    this.others = others;
    this.callbacks = callbacks;
    this.limiter = limiter;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    boolean post = exchange.request().getMethod().equals("POST");
    Map<String, List<String>> form = post ? exchange.readForm() : Map.of();
    String code = post ? FormField.sole(form, "code") : sent(exchange, "code");
    if (!mayLook(exchange, code)) {
      page.over(exchange, 400, "session_expired");
    } else if (post) {
      answer(exchange, code, form);
    } else if (sent(exchange, OtherAccounts.PARAMETER).isEmpty()) {
      ask(exchange, code);
    } else {
      comeAgain(exchange, code, sent(exchange, OtherAccounts.PARAMETER));
    }
  }

  /**
   * Wrong codes are counted by the address that they come from, and nothing is looked up for who
   * sent too many.
   */
  private boolean mayLook(Exchange exchange, String code) {
    return !code.isEmpty()
        && code.length() <= MAX_CODE
        && limiter.count(exchange.tenant(), GUESSED, address(exchange), GUESSES).isEmpty();
  }

  private static String address(Exchange exchange) {
    return Network.of(exchange.view().remoteAddress());
  }

  private static String sent(Exchange exchange, String name) {
    String value = exchange.request().getParameter(name);
    return value == null ? "" : value;
  }

  /** Somebody signed in as somebody else meanwhile: the code is good for that session now. */
  private void comeAgain(Exchange exchange, String code, String secret) throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<Entry<PendingCase>> found =
        find(exchange, code, of -> others.isFor(tenant, of, secret));
    if (found.isEmpty()) {
      page.over(exchange, 400, "session_expired");
      return;
    }
    PendingCase of = found.get().value();
    Optional<Session> session = who.session(exchange, of.question());
    if (session.isEmpty()) {
      who.signIn(exchange, of.question(), others.begin(tenant, of, of.arrived()));
    } else if (others.end(tenant, secret)
        && waiting.arriveAgain(tenant, found.get(), session.get())) {
      exchange.redirect(InteractionAddress.path(tenant, of.code()));
    } else {
      page.over(exchange, 400, "session_expired");
    }
  }

  private void ask(Exchange exchange, String code) throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<Entry<PendingCase>> found = find(exchange, code);
    if (found.isEmpty()) {
      over(exchange, code);
      return;
    }
    PendingCase of = found.get().value();
    Optional<Session> session = who.session(exchange, of.question());
    String callback =
        of.arrived().isEmpty()
            ? callbacks.of(tenant, of.question(), sent(exchange, Callbacks.PARAMETER))
            : of.callback();
    if (session.isEmpty()) {
      String back = InteractionAddress.chosenPath(tenant, of.code(), callback);
      who.signIn(exchange, of.question(), back);
    } else if (!waiting.arrive(tenant, found.get(), session.get(), callback)) {
      page.over(exchange, 400, "session_expired");
    } else if (choosesAccount(exchange, of) && OtherAccounts.mayAnswer(of)) {
      who.signInAsOther(exchange, of.question(), others.begin(tenant, of, session.get().id()));
    } else {
      page.show(exchange, session.get(), of.arrivedIn(session.get(), callback));
    }
  }

  /** Because they want that, or, when they come, because the agent does. */
  private static boolean choosesAccount(Exchange exchange, PendingCase of) {
    boolean comes = of.arrived().isEmpty() && !sent(exchange, "chosen").equals("1");
    return sent(exchange, "switch").equals("1") || comes && of.question().prompt().selectAccount();
  }

  private void answer(Exchange exchange, String code, Map<String, List<String>> form)
      throws IOException {
    Optional<Entry<PendingCase>> found = find(exchange, code);
    if (found.isEmpty()) {
      over(exchange, code);
      return;
    }
    PendingCase of = found.get().value();
    Optional<Session> session = who.session(exchange, of.question());
    String shown = FormField.sole(form, InteractionPage.SHOWN);
    if (session.isEmpty()
        || !page.isFrom(
            exchange.tenant(),
            session.get(),
            of,
            shown,
            FormField.sole(form, InteractionPage.FORM_TOKEN))) {
      page.over(exchange, 403, "form_refused");
      return;
    }
    decide(exchange, session.get(), found.get(), shown.equals(ShownQuestion.of(of)), form);
  }

  /** To allow something, or to go on, the person must have seen what that is now. */
  private void decide(
      Exchange exchange,
      Session session,
      Entry<PendingCase> entry,
      boolean seen,
      Map<String, List<String>> form)
      throws IOException {
    switch (FormField.sole(form, "decision")) {
      case "ask" ->
          deciding.ask(exchange, session, entry, FormField.sole(form, "question").strip());
      case "go", "allow" -> {
        if (!seen) {
          page.show(exchange, session, entry.value());
        } else if (FormField.sole(form, "decision").equals("go")) {
          deciding.go(exchange, session, entry.value());
        } else {
          deciding.allow(exchange, session, entry, FormField.sole(form, "answer").strip());
        }
      }
      default -> deciding.deny(exchange, session, entry); // whatever else was sent is no yes
    }
  }

  /** Who came with the code is told why nobody can answer any more, and nobody else. */
  private void over(Exchange exchange, String code) throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<PendingCase> late = over.late(tenant, code).filter(of -> came(exchange, of));
    if (late.filter(of -> !of.callback().isEmpty()).isPresent()) {
      page.done(exchange, late.get(), PendingCase.EXPIRED);
    } else if (over.withdrawn(tenant, code).filter(of -> came(exchange, of)).isPresent()) {
      page.over(exchange, 410, "request_withdrawn");
    } else {
      page.over(exchange, 400, "session_expired");
    }
  }

  private boolean came(Exchange exchange, PendingCase of) {
    return !of.arrived().isEmpty() && of.openTo(who.session(exchange, of.question()));
  }

  /**
   * One that somebody came with is as wrong in every other browser as one that there is not
   * (section Interaction Code Format, Single use).
   */
  private Optional<Entry<PendingCase>> find(Exchange exchange, String code) {
    return find(exchange, code, of -> of.openTo(who.session(exchange, of.question())));
  }

  private Optional<Entry<PendingCase>> find(
      Exchange exchange, String code, Predicate<PendingCase> open) {
    TenantContext tenant = exchange.tenant();
    Optional<Entry<PendingCase>> found =
        waiting.byCode(tenant, code).filter(entry -> open.test(entry.value()));
    if (found.isPresent()) {
      limiter.giveBack(tenant, GUESSED, address(exchange));
    }
    return found;
  }
}
