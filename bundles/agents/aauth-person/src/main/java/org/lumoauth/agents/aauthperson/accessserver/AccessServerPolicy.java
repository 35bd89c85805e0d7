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

/** What a tenant wants before its access server gives anything. */
@Component(service = AccessServerPolicy.class)
public final class AccessServerPolicy {

  private final SettingsStore settings;

  @Activate
  public AccessServerPolicy(@Reference SettingsStore settings) {
    this.settings = settings;
  }

  /** Person servers that it is given to. */
  Set<String> personServers(TenantContext tenant) {
    return PersonServerSettings.read(settings, tenant, PersonServerSettings.PERSON_SERVERS);
  }

  /** What it wants to know of people. */
  Set<String> claims(TenantContext tenant) {
    return new TreeSet<>(
        PersonServerSettings.read(settings, tenant, PersonServerSettings.ACCESS_CLAIMS));
  }

  /** What it asks each time; empty if nothing. */
  String question(TenantContext tenant) {
    return PersonServerSettings.text(settings, tenant, PersonServerSettings.ACCESS_QUESTION);
  }

  /** Whether it has to be told of the person first. */
  boolean wantsClaims(TenantContext tenant, DeferredAccessRequest of) {
    return of.claims() == null && !claims(tenant).isEmpty();
  }

  /** Whether the question has to be answered first. */
  boolean wantsAnswer(TenantContext tenant, DeferredAccessRequest of) {
    return of.answer().isEmpty() && !question(tenant).isEmpty();
  }

  /**
   * Insists that it gives what a resource wants.
   *
   * @throws AAuthProblemException 403 {@code denied}
   */
  void requireScope(TenantContext tenant, VerifiedAAuthToken resource) {
    if (!PersonServerSettings.read(settings, tenant, PersonServerSettings.ACCESS_SCOPES)
        .containsAll(resource.scope())) {
      throw new AAuthProblemException(403, "denied", "The resource's policy does not give this.");
    }
  }

  /**
   * Insists that it was told all that it wanted to know.
   *
   * @throws AAuthProblemException 403 {@code denied}
   */
  void requireClaims(TenantContext tenant, Map<String, Object> told) {
    if (!told.keySet().containsAll(claims(tenant))) {
      throw new AAuthProblemException(
          403, "denied", "What has to be known of the person was not told.");
    }
  }
}
