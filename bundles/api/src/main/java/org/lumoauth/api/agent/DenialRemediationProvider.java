/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.agent;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authz.Decision;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: suggests what an agent can do about a denial, such as requesting permission from
 * a person. Registered with {@code lumoauth.kind=next-step-source} and {@code lumoauth.name}.
 */
public interface DenialRemediationProvider {

  /**
   * Returns the steps available to the caller after this denial, the best first. Returns at most
   * three, and none for a caller that the tenant does not know. Must return without blocking.
   */
  List<RemediationStep> findRemediations(
      TenantContext tenant, Caller caller, DecisionRequest question, Decision denial);

  /**
   * A step that an agent can take after a denial.
   *
   * @param type the type, such as {@code request_permission}, {@code ask_user} or {@code give_up}
   * @param description a description for an agent that reads text
   * @param method the HTTP method, if the step is a request
   * @param url the target, an address of the tenant; present if {@code method} is
   * @param body the request body, ready to send; empty if there is none
   */
  record RemediationStep(
      String type,
      String description,
      Optional<String> method,
      Optional<URI> url,
      Map<String, Object> body) {}
}
