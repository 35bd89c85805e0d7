package org.example.changefreeze;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationModel;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Denies frozen actions to agents. It never permits an action: other models decide whether an action is allowed at all.
 */
@Component(
    configurationPid = "org.example.changefreeze",
    property = {"lumoauth.kind=authorization-model", "lumoauth.name=change-freeze"})
public final class ChangeFreezeModel implements AuthorizationModel {
  private final Freeze freeze;
  private final Clock clock;
  private final Exemptions exemptions = new Exemptions();

  /** Called by the container, and again after each change of the configuration. */
  @Activate
  public ChangeFreezeModel(ChangeFreezeConfig config) {
    this(Freeze.of(config), Clock.systemUTC());
  }

  ChangeFreezeModel(Freeze freeze, Clock clock) {
    this.freeze = freeze;
    this.clock = clock;
  }

  @Override
  public AuthorizationVote vote(TenantContext tenant, DecisionRequest question) {
    boolean concerned =
        question.subject().type().equals(SubjectRef.AGENT)
            && freeze.covers(question.action())
            && freeze.lastsAt(clock.instant());
    if (!concerned) {
      return AuthorizationVote.notApplicable(
          DecisionReason.of("not_frozen", "The change freeze does not apply to this action.", Map.of()),
          Optional.empty());
    }
    return exemptions
        .of(question)
        .map(reason -> AuthorizationVote.notApplicable(reason, Optional.empty()))
        .orElseGet(() -> deny(question.action()));
  }

  private AuthorizationVote deny(String action) {
    return AuthorizationVote.deny(
        DecisionReason.of(
            "change_freeze",
            "A change freeze is active " + freeze.end() + ": agents must not perform " + action + ".",
            Map.of("action", action)),
        "Wait for the end of the freeze" + exemptions.remedy() + ".");
  }
}
