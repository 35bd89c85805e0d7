/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.event.DomainEventPublisher;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.link.IdentityLinkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Creates, changes and deletes providers. If a change leads to another party or client, the stored
 * secret is removed, so moving an endpoint cannot expose it. Any change of a provider that controls
 * account access requires permission to assign roles; otherwise it could be used to gain that
 * permission.
 */
@Component(service = SocialProviderService.class)
public final class SocialProviderService {

  /**
   * The maximum number of providers per tenant, because the sign-in page shows all of them.
   * Concurrent creations may exceed it slightly, which is harmless.
   */
  static final int MAX_PROVIDERS = 30;

  private final SocialProviderStore store;
  private final IdentityLinkStore links;
  private final FederationConnectorRegistry connectors;
  private final ProvisionedUserRoleService roles;
  private final ProviderValidator soundness;
  private final ProviderChangeService steps;

  @Activate
  public SocialProviderService(
      @Reference SocialProviderStore store,
      @Reference SocialProviderCache memory,
      @Reference IdentityLinkStore links,
      @Reference FederationConnectorRegistry connectors,
      @Reference ProvisionedUserRoleService roles,
      @Reference ProviderValidator soundness,
      @Reference DomainEventPublisher events,
      @Reference AuditLog log) {
    this.store = store;
    this.links = links;
    this.connectors = connectors;
    this.roles = roles;
    this.soundness = soundness;
    this.steps = new ProviderChangeService(store, memory, links, events, log);
  }

  /** Returns all providers of a tenant, by number. */
  public List<SocialProvider> list(TenantContext tenant) {
    return store.all(tenant.id());
  }

  /** Returns the provider with this number or name. */
  public Optional<SocialProvider> find(TenantContext tenant, String id) {
    return list(tenant).stream()
        .filter(each -> each.provider().equals(id) || Long.toString(each.number()).equals(id))
        .findFirst();
  }

  /**
   * Returns the provider with this number or name.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public SocialProvider get(TenantContext tenant, String id) {
    return find(tenant, id).orElseThrow(SocialProviderStore::unknown);
  }

  /**
   * Returns the issuer of a provider's identities; empty if unknown.
   *
   * @throws ApiException 503 {@code module_unavailable} if the connector is unavailable
   */
  public Optional<String> issuer(SocialProvider provider) {
    return connectors.connection(provider.settings(), Optional.empty()).get("issuer")
            instanceof String issuer
        ? Optional.of(issuer)
        : Optional.empty();
  }

  /**
   * Creates a provider.
   *
   * @param provider the name
   * @param mayGiveRoles throws if the caller may not assign roles; called only if that permission
   *     is required
   * @throws ApiException 409 {@code duplicate_resource} if the name is in use, 422 {@code
   *     validation_error}
   */
  public SocialProvider create(
      TenantContext tenant,
      String provider,
      SocialProviderRequestParser form,
      Runnable mayGiveRoles,
      AuditInitiator by) {
    return steps.apply(List.of(prepareCreation(tenant, provider, form, mayGiveRoles, by))).get(0);
  }

  /** Validates the creation of a provider, to be applied later. */
  public PreparedProviderChange prepareCreation(
      TenantContext tenant,
      String provider,
      SocialProviderRequestParser form,
      Runnable mayGiveRoles,
      AuditInitiator by) {
    if (list(tenant).stream().anyMatch(each -> each.provider().equals(provider))) {
      throw ProviderChangeService.duplicate();
    }
    requireCapacity(tenant, 1);
    var offer = offer(provider, form);
    form.requireType(offer.preset().provider());
    if (form.givesRoles()) {
      mayGiveRoles.run();
    }
    var wanted =
        form.change(
            SocialProviderRequestParser.empty(offer),
            offer.preset(),
            roles.ids(tenant, form.roles()));
    if (wanted.controlsAccountAccess()) {
      mayGiveRoles.run();
    }
    var settings = soundness.normalize(form, wanted, form.secret());
    soundness.require(settings, form.secret(), Map.of());
    return steps.prepareCreation(tenant, provider, settings, form.secret(), by);
  }

  /**
   * Rejects more providers than allowed per tenant.
   *
   * @param more the number of providers to add
   * @throws ApiException 422 {@code validation_error}
   */
  public void requireCapacity(TenantContext tenant, int more) {
    if (list(tenant).size() + more > MAX_PROVIDERS) {
      throw ApiException.invalid(
          "provider", "A tenant can have at most " + MAX_PROVIDERS + " identity providers.");
    }
  }

  /**
   * Changes the submitted members. If subjects may now identify other users, the links are removed.
   *
   * @param mayGiveRoles throws if the caller may not assign roles; called only if that permission
   *     is required
   * @throws ApiException 404 {@code resource_not_found}, 409 {@code conflict}, 422 {@code
   *     validation_error}
   */
  public SocialProvider change(
      TenantContext tenant,
      String id,
      SocialProviderRequestParser form,
      Runnable mayGiveRoles,
      AuditInitiator by) {
    return steps.apply(List.of(prepareChange(tenant, id, form, mayGiveRoles, by))).get(0);
  }

  /** Validates the change of a provider, to be applied later. */
  public PreparedProviderChange prepareChange(
      TenantContext tenant,
      String id,
      SocialProviderRequestParser form,
      Runnable mayGiveRoles,
      AuditInitiator by) {
    var was = get(tenant, id);
    var preset =
        connectors
            .offer(was.settings().preset())
            .orElseThrow(
                () ->
                    ApiException.moduleUnavailable(
                        "authn-federation-" + was.settings().connector()))
            .preset();
    form.requireType(preset.provider());
    if (form.givesRoles()) {
      mayGiveRoles.run();
    }
    var given = form.setsRoles() ? roles.ids(tenant, form.roles()) : was.settings().defaultRoles();
    var wanted = form.change(was.settings(), preset, given);
    boolean moves = !wanted.sameParty(was.settings());
    if (wanted.controlsAccountAccess()
        || moves && links.anyOfProvider(tenant.id(), was.provider())) {
      mayGiveRoles.run();
    }
    boolean keeps = !form.setsSecret() && !moves;
    var secret = keeps ? store.secret(tenant.id(), was) : form.secret();
    var settings = soundness.normalize(form, wanted, secret);
    soundness.require(settings, secret, was.settings().config());
    return steps.prepareReplacement(tenant, was, settings, secret, by);
  }

  /**
   * Enables or disables a provider.
   *
   * @param mayGiveRoles throws if the caller may not assign roles; called only if that permission
   *     is required
   * @throws ApiException 404 {@code resource_not_found}, 409 {@code conflict}, 422 {@code
   *     validation_error} if a required setting such as the secret is missing
   */
  public SocialProvider enable(
      TenantContext tenant, String id, boolean whether, Runnable mayGiveRoles, AuditInitiator by) {
    return steps.apply(List.of(prepareEnabling(tenant, id, whether, mayGiveRoles, by))).get(0);
  }

  /** Validates enabling or disabling a provider, to be applied later. */
  public PreparedProviderChange prepareEnabling(
      TenantContext tenant, String id, boolean whether, Runnable mayGiveRoles, AuditInitiator by) {
    var was = get(tenant, id);
    if (whether && was.settings().controlsAccountAccess()) {
      mayGiveRoles.run();
    }
    var settings = was.settings().withEnabled(whether);
    var secret = store.secret(tenant.id(), was);
    if (whether) {
      soundness.require(settings, secret, settings.config());
    }
    return steps.prepareReplacement(tenant, was, settings, secret, by);
  }

  /**
   * Deletes a provider and its links.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public void delete(TenantContext tenant, String id, AuditInitiator by) {
    steps.delete(tenant, get(tenant, id), by);
  }

  /**
   * Applies several validated changes atomically.
   *
   * @throws ApiException 409 {@code duplicate_resource} or {@code conflict} after a concurrent
   *     change
   */
  public void apply(List<PreparedProviderChange> checked) {
    steps.apply(checked);
  }

  /**
   * Returns the preset of a provider. A provider with a custom name uses the preset in {@code
   * type}.
   */
  private FederationConnectorRegistry.ConnectorPreset offer(
      String provider, SocialProviderRequestParser form) {
    var own = connectors.offer(provider).filter(each -> !each.preset().custom());
    if (own.isPresent()) {
      return own.get();
    }
    return connectors.offers().stream()
        .filter(each -> each.preset().custom())
        .filter(each -> each.preset().provider().equals(form.type()))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.invalid(
                    "provider",
                    "No installed module supports this identity provider. Install its "
                        + "connector or choose another `provider` or `type`."));
  }
}
