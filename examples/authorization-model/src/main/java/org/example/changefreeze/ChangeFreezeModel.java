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
 * Denies agents what is frozen. It never permits: whether something is allowed at all is for the
 * other models to say.
 */
@Component(
    configurationPid = "org.example.changefreeze",
    property = {"lumoauth.kind=authorization-model", "lumoauth.name=change-freeze"})
public final class ChangeFreezeModel implements AuthorizationModel {
  private final Freeze freeze;
  private final Clock clock;
  private final Exemptions exemptions = new Exemptions();

  /** Called by the container, again with each change of the configuration. */
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
          DecisionReason.of("not_frozen", "The change freeze does not concern this.", Map.of()),
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
            "A change freeze lasts " + freeze.end() + ": agents may not do " + action + ".",
            Map.of("action", action)),
        "Wait for the end of the freeze" + exemptions.remedy() + ".");
  }
}
