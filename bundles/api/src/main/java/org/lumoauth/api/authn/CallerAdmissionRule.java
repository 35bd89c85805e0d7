/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.authn;

import org.lumoauth.api.tenant.TenantContext;

/**
 * Extension point: a rule that admits callers depending on the request, such as an allow-list of
 * addresses. Registered with {@code lumoauth.kind=caller-rule} and {@code lumoauth.name}. Called
 * for every request after its caller is known and enabled, so it answers from memory. Its data
 * about a caller of one tenant does not affect callers of another.
 *
 * <p>If a rule's module is installed but unavailable, requests that it could reject fail. If the
 * rule does not declare {@link #SUBJECTS}, this applies to all callers.
 */
public interface CallerAdmissionRule {

  /**
   * Service property, a {@code String} or {@code String[]}: the subject types that the rule applies
   * to, matched against the caller's subject and its actors. If absent, the rule applies to all
   * types.
   */
  String SUBJECTS = "lumoauth.caller-rule.subjects";

  /**
   * Rejects a caller, or returns normally if the rule does not apply to the caller or does not know
   * it.
   *
   * @throws org.lumoauth.api.web.ApiException 403 if the rule rejects the request; the error
   *     contains no data of the request
   */
  void check(TenantContext tenant, Caller caller, HttpRequestView request);
}
