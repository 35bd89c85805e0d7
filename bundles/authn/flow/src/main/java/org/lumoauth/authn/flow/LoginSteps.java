package org.lumoauth.authn.flow;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod.Attempt;
import org.lumoauth.api.authn.AuthenticationMethod.Step;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.flow.LoginState.MethodStep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Leads somebody from one step of a sign-in to the next. */
@Component(service = LoginSteps.class)
public final class LoginSteps {
  /** Fields of the forms that are the pages' own; a method does not see them. */
  private static final Set<String> OWN = Set.of("attempt", "token", "step", "remember");

  private final LoginAttempts attempts;
  private final LoginPages pages;
  private final LoginCompletion completion;
  private final LoginJournal journal;
  private final FlowNeighbours neighbours;
  private final Methods methods;
  private final People people;
  private final KnownBrowsers browsers;
  private final Sessions sessions;

  @Activate
  public LoginSteps(
      @Reference LoginAttempts attempts,
      @Reference LoginPages pages,
      @Reference LoginCompletion completion,
      @Reference LoginJournal journal,
      @Reference FlowNeighbours neighbours,
      @Reference Methods methods,
      @Reference People people,
      @Reference KnownBrowsers browsers,
      @Reference Sessions sessions) {
    this.attempts = attempts;
    this.pages = pages;
    this.completion = completion;
    this.journal = journal;
    this.neighbours = neighbours;
    this.methods = methods;
    this.people = people;
    this.browsers = browsers;
    this.sessions = sessions;
  }

  /** Shows where the sign-in stands, or leads where one of its links does. */
  void open(Visit visit) throws IOException {
    var request = visit.exchange().request();
    if (request.getParameter("cancel") != null) {
      completion.leave(visit, Addresses.cancelled(visit.state().returnTo()));
    } else if (request.getParameter("switch") != null) {
      again(visit, visit.state().anew());
    } else if (request.getParameter("method") != null) {
      choose(visit, request.getParameter("method"));
    } else {
      show(visit);
    }
  }

  private void show(Visit visit) throws IOException {
    var state = visit.state();
    var session = sessions.current(visit.tenant(), visit.view());
    if (state.choosing() && session.isPresent()) {
      pages.chooseAccount(visit, session.get(), identifier(visit, session.get().subject()));
    } else if (session.filter(s -> done(s, state)).isPresent()) {
      completion.leave(visit, state.returnTo());
    } else if (state.step().isPresent()) {
      pages.method(visit, others(visit), 200, Optional.empty());
    } else if (registers(visit)) {
      visit.exchange().redirect(visit.exchange().baseUrl() + registration(visit).orElseThrow());
    } else if (known(state, session).isPresent()) {
      var who = known(state, session).get();
      next(visit, stepUp(state, session, who, identifier(visit, who)));
    } else {
      pages.identifier(visit, 200, Optional.empty());
    }
  }

  /** The person entered something. */
  void enter(Visit visit) throws IOException {
    switch (visit.field("step").orElse("prove")) {
      case "identify" -> identify(visit);
      case "stay" -> stay(visit);
      default -> prove(visit);
    }
  }

  private void identify(Visit visit) throws IOException {
    var entered = visit.field("identifier").orElse("").strip();
    var objection = People.objection(entered);
    if (objection.isPresent()) {
      pages.identifier(visit, LoginPages.REFUSED, objection);
      return;
    }
    var subject = people.named(visit.tenant(), entered);
    next(visit, visit.state().identified(entered, subject));
  }

  private void choose(Visit visit, String name) throws IOException {
    if (visit.state().subject().isEmpty() || !offered(visit).contains(name)) {
      throw Problem.invalidRequest("There is no such way to sign in here.");
    }
    begin(visit, visit.state(), name);
  }

  /** The person stays who they are signed in as. */
  private void stay(Visit visit) throws IOException {
    var state = visit.state();
    var session = sessions.current(visit.tenant(), visit.view());
    if (session.isEmpty()) {
      again(visit, state.anew());
    } else if (Requirements.met(session.get(), state.requirement())) {
      completion.leave(visit, state.returnTo());
    } else {
      var who = session.get().subject();
      next(visit, stepUp(state, session, who, identifier(visit, who)));
    }
  }

  private void prove(Visit visit) throws IOException {
    if (visit.state().step().isEmpty()) {
      again(visit, visit.state());
      return;
    }
    var step = visit.state().step().get();
    var result =
        methods.with(
            step.method(),
            method -> method.proceed(visit.tenant(), attempt(visit, step), input(visit)));
    if (result instanceof Step.Ask ask) {
      again(visit, remembering(visit).at(MethodStep.of(step.method(), ask)));
    } else if (result instanceof Step.Success success) {
      proven(visit, step, success.subject());
    } else if (result instanceof Step.Failure failure) {
      refuse(visit, step, failure.code(), failure.code());
    } else if (result instanceof Step.TooMany tooMany) {
      journal.failed(visit, step.method(), "too_many_attempts");
      pages.tooMany(visit, others(visit), tooMany.until());
    }
  }

  private void proven(Visit visit, MethodStep step, SubjectRef subject) throws IOException {
    boolean meant = visit.state().subject().map(subject::equals).orElse(true);
    if (!meant || !completion.admits(visit, subject)) {
      // Whoever may not sign in is told what everybody is told whose proof does not hold.
      refuse(visit, step, "wrong", meant ? "not_admitted" : "another_subject");
      return;
    }
    var amr = methods.with(step.method(), method -> method.amr());
    var state = remembering(visit).proven(subject, amr);
    var further = methods.further(visit.tenant(), subject, state.proven());
    if (Requirements.strong(Strength.level(state.proven()), state.requirement())) {
      completion.complete(visit, state);
    } else if (!further.isEmpty()) {
      begin(visit, state, further.get(0));
    } else if (state.requirement().acrEssential()) {
      journal.failed(visit, step.method(), "not_strong_enough");
      pages.over(visit.exchange(), 403, "access_denied");
    } else {
      completion.complete(visit, state);
    }
  }

  private void refuse(Visit visit, MethodStep step, String shown, String reason)
      throws IOException {
    journal.failed(visit, step.method(), reason);
    pages.method(visit, others(visit), LoginPages.REFUSED, Optional.of(shown));
  }

  /** The first form for somebody who is named. */
  private void next(Visit visit, LoginState state) throws IOException {
    var ways =
        state.proven().isEmpty()
            ? methods.first(visit.tenant())
            : methods.further(visit.tenant(), state.subject().orElseThrow(), state.proven());
    if (!ways.isEmpty()) {
      begin(visit, state, ways.get(0));
    } else if (state.proven().isEmpty()) {
      throw Problem.moduleUnavailable("authn-password");
    } else if (state.requirement().acrEssential()) {
      pages.over(visit.exchange(), 403, "access_denied");
    } else {
      completion.leave(visit, state.returnTo());
    }
  }

  private void begin(Visit visit, LoginState state, String name) throws IOException {
    var fresh =
        new Attempt(
            visit.attempt(),
            state.subject(),
            Map.of(),
            visit.view().remoteAddress(),
            knownBrowser(visit, state));
    var result = methods.with(name, method -> method.begin(visit.tenant(), fresh));
    if (result instanceof Step.Ask ask) {
      again(visit, state.at(MethodStep.of(name, ask)));
    } else if (result instanceof Step.TooMany tooMany) {
      pages.tooMany(visit, others(visit), tooMany.until());
    } else {
      throw new IllegalStateException("the method " + name + " asks for nothing");
    }
  }

  /** Keeps what is known and shows the page anew. */
  private void again(Visit visit, LoginState state) throws IOException {
    if (!attempts.save(visit.tenant(), visit.entry(), state)
        && attempts.find(visit.tenant(), visit.attempt()).isEmpty()) {
      pages.over(visit.exchange(), 400, "session_expired");
      return;
    }
    visit.exchange().redirect(Addresses.login(visit.tenant(), visit.attempt()));
  }

  /** Whether a session is all that was asked for. */
  private static boolean done(Session session, LoginState state) {
    return !state.choosing()
        && !state.another()
        && !state.requirement().create()
        && state.step().isEmpty()
        && Requirements.met(session, state.requirement());
  }

  private boolean registers(Visit visit) {
    // Who has an account already comes back from there with this parameter.
    boolean existing = visit.exchange().request().getParameter("existing") != null;
    return visit.state().requirement().create() && !existing && registration(visit).isPresent();
  }

  private Optional<String> registration(Visit visit) {
    return neighbours.registration(visit.tenant(), visit.attempt());
  }

  /** Who it has to be, or is already. */
  private static Optional<SubjectRef> known(LoginState state, Optional<Session> session) {
    boolean asksAnew = state.another() || state.requirement().create();
    return state
        .requirement()
        .subject()
        .or(() -> asksAnew ? Optional.empty() : session.map(Session::subject));
  }

  /** What a session that is recent enough has proven need not be proven again. */
  private static LoginState stepUp(
      LoginState state, Optional<Session> session, SubjectRef who, String identifier) {
    var named = state.identified(identifier, who);
    return session
        .filter(known -> known.subject().equals(who))
        .filter(known -> Requirements.recent(known, state.requirement()))
        .map(known -> named.proven(who, known.amr()))
        .orElse(named);
  }

  private String identifier(Visit visit, SubjectRef subject) {
    return people.identifierOf(visit.tenant(), subject).orElse("");
  }

  private List<String> offered(Visit visit) {
    var state = visit.state();
    return state.proven().isEmpty()
        ? methods.first(visit.tenant())
        : methods.further(visit.tenant(), state.subject().orElseThrow(), state.proven());
  }

  private List<String> others(Visit visit) {
    var shown = visit.state().step().map(MethodStep::method).orElse("");
    return offered(visit).stream().filter(name -> !name.equals(shown)).toList();
  }

  private Attempt attempt(Visit visit, MethodStep step) {
    return new Attempt(
        visit.attempt(),
        visit.state().subject(),
        step.state(),
        visit.view().remoteAddress(),
        knownBrowser(visit, visit.state()));
  }

  private Optional<String> knownBrowser(Visit visit, LoginState state) {
    return state
        .subject()
        .flatMap(subject -> browsers.known(visit.tenant(), visit.view(), subject));
  }

  private static LoginState remembering(Visit visit) {
    boolean wanted = visit.field("remember").isPresent();
    return visit.state().remembering(wanted || visit.state().remember());
  }

  private static Map<String, String> input(Visit visit) {
    var input = new HashMap<String, String>();
    visit
        .form()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name)) {
                input.put(name, values.get(0));
              }
            });
    return input;
  }
}
