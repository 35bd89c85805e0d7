package org.lumoauth.agents.aauthperson.person;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.request.Acting;
import org.lumoauth.agents.aauthperson.request.Asked;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Goes on asking an access server until it gives a token, refuses, or waits for somebody (section
 * AS Response). Who answers what it asks is decided here: this server what the person let it tell,
 * an agent that understands questions a question, the person everything else.
 */
@Component(service = AskingOn.class)
public final class AskingOn {

  private static final String TALKS = "clarification";
  private static final int MAX_ROUNDS = 3;
  private static final int MAX_QUESTIONS = 5; // section Clarification Limits

  private final AccessServers accessServers;
  private final PersonClaims claims;
  private final TokenAudit audit;

  @Activate
  public AskingOn(
      @Reference AccessServers accessServers,
      @Reference PersonClaims claims,
      @Reference TokenAudit audit) {
    this.accessServers = accessServers;
    this.claims = claims;
    this.audit = audit;
  }

  /**
   * Asks for the first time.
   *
   * @param request what the agent sent
   */
  Outcome ask(
      TenantContext tenant, Acting by, String user, Asked asked, Map<String, Object> request) {
    Outcome first = accessServers.ask(tenant, by, user, asked, request);
    return followed(tenant, by, user, asked, request, first);
  }

  /** Asks again what it waited for, with what there is to tell it. */
  Outcome askAgain(
      TenantContext tenant,
      Acting by,
      String user,
      Asked asked,
      Map<String, Object> request,
      Wait wait) {
    Outcome now;
    if (wait.wantsAnswer() || wait.wantsClaims()) {
      now = new Outcome.AccessServerWaits(wait);
    } else if (wait.answer().isEmpty()) {
      now = accessServers.askAgain(tenant, by, user, asked, wait);
    } else {
      now = accessServers.answer(tenant, by, user, asked, wait, wait.answer());
    }
    return followed(tenant, by, user, asked, request, now);
  }

  private Outcome followed(
      TenantContext tenant,
      Acting by,
      String user,
      Asked asked,
      Map<String, Object> request,
      Outcome outcome) {
    Outcome now = outcome;
    for (int round = 0; round <= MAX_ROUNDS; round++) {
      if (now instanceof Outcome.AccessServerBusy busy) { // the agent comes again, and then we
        return new Outcome.AccessServerWaits(busy.until());
      }
      if (!(now instanceof Outcome.AccessServerWaits waits)) {
        return now;
      }
      Wait wait = waits.until();
      if (!waits.terms().isEmpty()) {
        audit.paymentWanted(tenant, by, user, asked, waits.terms());
      }
      if (!wait.wantsClaims()) {
        return wait.wantsAnswer() ? question(asked.giver(), request, waits) : waits;
      }
      Optional<Map<String, Object>> told =
          claims.allowed(tenant, by.actor(), user, asked.giver(), wait.claims());
      if (told.isEmpty()) {
        List<String> known = claims.known(tenant, user, wait.claims());
        return new Outcome.PersonAnswersFor(asked.giver(), wait.of(known));
      }
      audit.told(tenant, by, user, asked, told.get().keySet());
      now = accessServers.answer(tenant, by, user, asked, wait, told.get());
    }
    throw AccessAnswers.unreachable("The access server wants the same again and again.");
  }

  private static Outcome question(
      String accessServer, Map<String, Object> request, Outcome.AccessServerWaits waits) {
    if (waits.until().asked() >= MAX_QUESTIONS) {
      throw AccessAnswers.unreachable("The access server asks too much.");
    }
    boolean talks = request.get("capabilities") instanceof List<?> able && able.contains(TALKS);
    return talks ? waits : new Outcome.PersonAnswersFor(accessServer, waits.until());
  }
}
