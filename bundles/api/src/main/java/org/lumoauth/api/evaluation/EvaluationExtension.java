package org.lumoauth.api.evaluation;

import java.util.Map;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: adds to the answers of the AuthZEN Authorization API what a profile of it says,
 * as how a denied access can be asked for. Registered with {@code
 * lumoauth.kind=evaluation-extension} and {@code lumoauth.name}. Quick; asked on every denial.
 */
public interface EvaluationExtension {

  /**
   * A denied evaluation.
   *
   * @param caller who asked
   * @param subject the subject as it was sent
   * @param resource the resource as it was sent
   * @param action the action as it was sent
   * @param question what was decided
   * @param decision the denial
   */
  record DeniedEvaluation(
      Caller caller,
      Map<String, Object> subject,
      Map<String, Object> resource,
      Map<String, Object> action,
      DecisionRequest question,
      Decision decision) {}

  /**
   * Members of the answer's {@code context}; empty if it has nothing to say to this. Never {@code
   * id}, {@code reason_admin} or {@code error}, and nothing of why it was denied: the API tells
   * that itself, to whom it may be told.
   */
  Map<String, Object> context(TenantContext tenant, DeniedEvaluation denied);

  /**
   * Members of the configuration document; a list is added to one of the same name. Endpoints are
   * of the tenant.
   */
  Map<String, Object> metadata(TenantContext tenant);
}
