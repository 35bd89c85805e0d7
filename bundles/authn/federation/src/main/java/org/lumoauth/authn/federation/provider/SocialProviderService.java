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
 * Sets up, changes and removes providers. One that leads to another party, or as another client,
 * does not take the secret along: nobody gets at it by moving an endpoint. One whose word decides
 * who gets in as whom takes the permission to give roles, whatever of it is changed: else it would
 * be a way to become whoever has that permission.
 */
@Component(service = SocialProviderService.class)
public final class SocialProviderService {

  /**
   * How many a tenant may have: all of them stand on the sign-in page. Where administrators make
   * some at the same instant there may be a few more, which does no harm.
   */
  static final int MAX_PROVIDERS = 30;

  private final SocialProviderStore store;
  private final IdentityLinkStore links;
  private final FederationConnectorRegistry connectors;
  private final ProvisioningRoles roles;
  private final ProviderValidator soundness;
  private final ProviderChangeService steps;

  @Activate
  public SocialProviderService(
      @Reference SocialProviderStore store,
      @Reference SocialProviderCache memory,
      @Reference IdentityLinkStore links,
      @Reference FederationConnectorRegistry connectors,
      @Reference ProvisioningRoles roles,
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

  /** All providers of a tenant, by number. */
  public List<SocialProvider> list(TenantContext tenant) {
    return store.all(tenant.id());
  }

  /** The provider with this number or name. */
  public Optional<SocialProvider> find(TenantContext tenant, String id) {
    return list(tenant).stream()
        .filter(each -> each.provider().equals(id) || Long.toString(each.number()).equals(id))
        .findFirst();
  }

  /**
   * The same.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public SocialProvider get(TenantContext tenant, String id) {
    return find(tenant, id).orElseThrow(SocialProviderStore::unknown);
  }

  /**
   * Who vouches for the people of a provider; empty if nothing says so.
   *
   * @throws ApiException 503 {@code module_unavailable} if its connector is away
   */
  public Optional<String> issuer(SocialProvider provider) {
    return connectors.connection(provider.settings(), Optional.empty()).get("issuer")
            instanceof String issuer
        ? Optional.of(issuer)
        : Optional.empty();
  }

  /**
   * Sets a provider up.
   *
   * @param provider its name
   * @param mayGiveRoles refuses whoever may not give roles; asked where it takes that
   * @throws ApiException 409 {@code duplicate_resource} if there is one of this name, 422 {@code
   *     validation_error}
   */
  public SocialProvider create(
      TenantContext tenant,
      String provider,
      SocialProviderForm form,
      Runnable mayGiveRoles,
      AuditInitiator by) {
    return steps.apply(List.of(prepareCreation(tenant, provider, form, mayGiveRoles, by))).get(0);
  }

  /** The same, checked now and to be carried out later. */
  public ProviderChange prepareCreation(
      TenantContext tenant,
      String provider,
      SocialProviderForm form,
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
            SocialProviderForm.empty(offer), offer.preset(), roles.ids(tenant, form.roles()));
    if (wanted.controlsAccountAccess()) {
      mayGiveRoles.run();
    }
    var settings = soundness.normalize(form, wanted, form.secret());
    soundness.require(settings, form.secret(), Map.of());
    return steps.prepareCreation(tenant, provider, settings, form.secret(), by);
  }

  /**
   * Refuses more providers than a tenant may have.
   *
   * @param more how many are to be added
   * @throws ApiException 422 {@code validation_error}
   */
  public void requireCapacity(TenantContext tenant, int more) {
    if (list(tenant).size() + more > MAX_PROVIDERS) {
      throw ApiException.invalid(
          "provider", "There can be " + MAX_PROVIDERS + " providers at most.");
    }
  }

  /**
   * Changes what was sent. Where a subject is another person then, the links end.
   *
   * @param mayGiveRoles refuses whoever may not give roles; asked where it takes that
   * @throws ApiException 404 {@code resource_not_found}, 409 {@code conflict}, 422 {@code
   *     validation_error}
   */
  public SocialProvider change(
      TenantContext tenant,
      String id,
      SocialProviderForm form,
      Runnable mayGiveRoles,
      AuditInitiator by) {
    return steps.apply(List.of(prepareChange(tenant, id, form, mayGiveRoles, by))).get(0);
  }

  /** The same, checked now and to be carried out later. */
  public ProviderChange prepareChange(
      TenantContext tenant,
      String id,
      SocialProviderForm form,
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
   * Lets people sign in by a provider, or no longer.
   *
   * @param mayGiveRoles refuses whoever may not give roles; asked where it takes that
   * @throws ApiException 404 {@code resource_not_found}, 409 {@code conflict}, 422 {@code
   *     validation_error} if it lacks what it needs, as a secret
   */
  public SocialProvider enable(
      TenantContext tenant, String id, boolean whether, Runnable mayGiveRoles, AuditInitiator by) {
    return steps.apply(List.of(prepareEnabling(tenant, id, whether, mayGiveRoles, by))).get(0);
  }

  /** The same, checked now and to be carried out later. */
  public ProviderChange prepareEnabling(
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
   * Removes a provider, and who of it is whom here.
   *
   * @throws ApiException 404 {@code resource_not_found}
   */
  public void delete(TenantContext tenant, String id, AuditInitiator by) {
    steps.delete(tenant, get(tenant, id), by);
  }

  /**
   * Carries out several that were checked, all of them or none.
   *
   * @throws ApiException 409 {@code duplicate_resource} or {@code conflict} if somebody was faster
   */
  public void apply(List<ProviderChange> checked) {
    steps.apply(checked);
  }

  /** A provider that has a name of its own goes by the pattern that is named. */
  private FederationConnectorRegistry.ConnectorPreset offer(
      String provider, SocialProviderForm form) {
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
                    "provider", "No module that is installed knows the provider."));
  }
}
