/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.evaluation;

import java.util.Map;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: adds members of an AuthZEN profile to the responses of the Authorization API,
 * such as how to request denied access. Registered with {@code lumoauth.kind=evaluation-extension}
 * and {@code lumoauth.name}. Called for every denial, so it must return without blocking.
 */
public interface AuthzenResponseExtension {

  /**
   * A denied evaluation.
   *
   * @param caller the caller
   * @param subject the subject as sent
   * @param resource the resource as sent
   * @param action the action as sent
   * @param question the decided question
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
   * Returns members for the response's {@code context}; empty if not applicable. Never contains
   * {@code id}, {@code reason_admin} or {@code error}, and no reasons for the denial: the API
   * itself returns those to permitted callers.
   */
  Map<String, Object> context(TenantContext tenant, DeniedEvaluation denied);

  /**
   * Returns members for the configuration document; a list is appended to one with the same name.
   * Endpoints belong to the tenant.
   */
  Map<String, Object> metadata(TenantContext tenant);
}
