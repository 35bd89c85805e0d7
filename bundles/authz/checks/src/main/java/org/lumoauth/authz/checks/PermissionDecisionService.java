/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lumoauth.api.authz.AuthorizationService;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionReason;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.SubjectStatus;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Requests decisions from the authorization service. A disabled or unknown subject is denied
 * regardless of the models; the caller itself is already authenticated.
 */
@Component(service = PermissionDecisionService.class)
public final class PermissionDecisionService {

  private final AuthorizationService authorization;
  private final SubjectDirectory subjects;

  @Activate
  public PermissionDecisionService(
      @Reference AuthorizationService authorization, @Reference SubjectDirectory subjects) {
    this.authorization = authorization;
    this.subjects = subjects;
  }

  AuthorizationService authorization() {
    return authorization;
  }

  /**
   * Decides about one permission.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} if a required module
   *     is unavailable
   */
  Decision decide(
      TenantContext tenant, CheckSubject asked, String permission, CheckResourceContext about) {
    return inactive(tenant, asked)
        .map(PermissionDecisionService::refusal)
        .orElseGet(() -> authorization.decide(tenant, asked.question(permission, about)));
  }

  /** Decides about several permissions. */
  BulkCheckResult decideAll(
      TenantContext tenant,
      CheckSubject asked,
      List<String> permissions,
      CheckResourceContext about) {
    var inactive = inactive(tenant, asked);
    if (inactive.isPresent()) {
      var refusal = refusal(inactive.get());
      return new BulkCheckResult(permissions, Collections.nCopies(permissions.size(), refusal));
    }
    var questions = new ArrayList<DecisionRequest>(permissions.size());
    for (String permission : permissions) {
      questions.add(asked.question(permission, about));
    }
    return new BulkCheckResult(permissions, authorization.decideAll(tenant, questions));
  }

  boolean mayAct(TenantContext tenant, CheckSubject asked) {
    return inactive(tenant, asked).isEmpty();
  }

  /**
   * Returns the first subject that is not enabled. Groups have no status; all other subjects must
   * be enabled.
   */
  private Optional<SubjectRef> inactive(TenantContext tenant, CheckSubject asked) {
    return !asked.other()
        ? Optional.empty()
        : Stream.concat(Stream.of(asked.subject()), asked.actors().stream())
            .filter(each -> !each.type().equals(SubjectRef.GROUP))
            .filter(each -> subjects.status(tenant, each) != SubjectStatus.ENABLED)
            .findFirst();
  }

  private static Decision refusal(SubjectRef subject) {
    return new Decision(
        false,
        DecisionReason.of(
            "subject_not_active",
            "The subject " + subject + " does not exist or is disabled.",
            Map.of("subject", subject.toString())),
        Optional.of("Use an existing, enabled subject."),
        List.of(),
        Duration.ZERO);
  }
}
