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
 * Extension point: what an agent can do about a denial, as asking a person for permission.
 * Registered with {@code lumoauth.kind=next-step-source} and {@code lumoauth.name}.
 */
public interface RemediationProvider {

  /**
   * The steps open to the caller after this denial, the best first; perhaps none, and never more
   * than three. None for a caller that the tenant does not know. Quick.
   */
  List<RemediationStep> findRemediations(
      TenantContext tenant, Caller caller, DecisionRequest question, Decision denial);

  /**
   * @param type as {@code request_permission}, {@code ask_user} or {@code give_up}
   * @param description what it does, for an agent that reads
   * @param method the HTTP method, where a request is to be made
   * @param url where to: an address of the tenant; there is one where there is a method
   * @param body the request's body, ready to be sent; empty where there is none
   */
  record RemediationStep(
      String type,
      String description,
      Optional<String> method,
      Optional<URI> url,
      Map<String, Object> body) {}
}
