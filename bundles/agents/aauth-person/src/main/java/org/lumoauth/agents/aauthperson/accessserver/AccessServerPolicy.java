/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.token.VerifiedAAuthToken;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The requirements of a tenant's access server. */
@Component(service = AccessServerPolicy.class)
public final class AccessServerPolicy {

  private final SettingsStore settings;

  @Activate
  public AccessServerPolicy(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  /** Returns the person servers that may get access. */
  Set<String> personServers(TenantContext tenant) {
    return PersonServerSettings.read(settings, tenant, PersonServerSettings.PERSON_SERVERS);
  }

  /** Returns the required claims about the person. */
  Set<String> claims(TenantContext tenant) {
    return new TreeSet<>(
        PersonServerSettings.read(settings, tenant, PersonServerSettings.ACCESS_CLAIMS));
  }

  /** Returns the question that is asked for each request; empty if there is none. */
  String question(TenantContext tenant) {
    return PersonServerSettings.ACCESS_QUESTION.read(settings, tenant).strip();
  }

  /** Whether claims about the person are still required. */
  boolean wantsClaims(TenantContext tenant, DeferredAccessServerRequest of) {
    return of.claims() == null && !claims(tenant).isEmpty();
  }

  /** Whether the question must still be answered. */
  boolean wantsAnswer(TenantContext tenant, DeferredAccessServerRequest of) {
    return of.answer().isEmpty() && !question(tenant).isEmpty();
  }

  /**
   * Requires that the policy grants the scope that the resource requests.
   *
   * @throws AAuthProblemException 403 {@code denied}
   */
  void requireScope(TenantContext tenant, VerifiedAAuthToken resource) {
    if (!PersonServerSettings.read(settings, tenant, PersonServerSettings.ACCESS_SCOPES)
        .containsAll(resource.scope())) {
      throw new AAuthProblemException(
          403,
          "denied",
          "The access server's policy does not grant the requested scope. Request " + "less.");
    }
  }

  /**
   * Requires that all required claims were sent.
   *
   * @throws AAuthProblemException 403 {@code denied}
   */
  void requireClaims(TenantContext tenant, Map<String, Object> told) {
    if (!told.keySet().containsAll(claims(tenant))) {
      throw new AAuthProblemException(
          403,
          "denied",
          "The request must have these claims about the person: "
              + String.join(", ", claims(tenant).stream().sorted().toList())
              + ".");
    }
  }
}
