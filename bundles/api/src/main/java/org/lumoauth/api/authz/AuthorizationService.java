/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authz;

import java.util.List;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/** Makes all authorization decisions. */
@ProviderType
public interface AuthorizationService {

  /**
   * The reason code of a decision that was not made within the time limit for all questions
   * together.
   */
  String OUT_OF_TIME = "not_decided_in_time";

  /**
   * Decides a question. A failure of a model never throws; it results in a denial that says so. But
   * no decision is made while a required model or module is unavailable.
   *
   * @throws org.lumoauth.api.web.ApiException 503 {@code module_unavailable} while a required model
   *     for the subject or an actor is unavailable, or a module that a model requires to vote
   */
  Decision decide(TenantContext tenant, DecisionRequest question);

  /**
   * Decides several questions, each as {@link #decide} does, in order. One time limit applies to
   * all of them together; a question that is not decided within it is denied with the reason {@link
   * #OUT_OF_TIME}.
   */
  List<Decision> decideAll(TenantContext tenant, List<DecisionRequest> questions);

  /**
   * Returns every permission that any source reports for the subject, without duplicates per
   * source.
   */
  List<EffectivePermission> permissions(
      TenantContext tenant, SubjectPermissionProvider.SubjectPermissionQuery query);
}
