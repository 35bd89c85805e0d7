package org.lumoauth.authn.federation.provider;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.event.DomainEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.federation.link.LinkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sets up, changes and removes providers. One that leads to another party, or as another client,
 * does not take the secret along: nobody gets at it by moving an endpoint. One whose word decides
 * who gets in as whom takes the permission to give roles, whatever of it is changed: else it would
 * be a way to become whoever has that permission.
 */
@Component(service = SocialProviders.class)
public final class SocialProviders {

  /**
   * How many a tenant may have: all of them stand on the sign-in page. Where administrators make
   * some at the same instant there may be a few more, which does no harm.
   */
  static final int MAX_PROVIDERS = 30;

  private final ProviderStore store;
  private final LinkStore links;
  private final Connectors connectors;
  private final DefaultRoles roles;
  private final Soundness soundness;
  private final ProviderSteps steps;

  @Activate
  public SocialProviders(
      @Reference ProviderStore store,
      @Reference ProviderMemory memory,
      @Reference LinkStore links,
      @Reference Connectors connectors,
      @Reference DefaultRoles roles,
      @Reference Soundness soundness,
      @Reference DomainEvents events,
      @Reference AuditLog log) {
    this.store = store;
    this.links = links;
    this.connectors = connectors;
    this.roles = roles;
    this.soundness = soundness;
    this.steps = new ProviderSteps(store, memory, links, events, log);
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
   * @throws Problem 404 {@code resource_not_found}
   */
  public SocialProvider get(TenantContext tenant, String id) {
    return find(tenant, id).orElseThrow(ProviderStore::unknown);
  }

  /**
   * Who vouches for the people of a provider; empty if nothing says so.
   *
   * @throws Problem 503 {@code module_unavailable} if its connector is away
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
   * @throws Problem 409 {@code duplicate_resource} if there is one of this name, 422 {@code
   *     validation_error}
   */
  public SocialProvider create(
      TenantContext tenant,
      String provider,
      ProviderForm form,
      Runnable mayGiveRoles,
      Initiator by) {
    return steps.carryOut(List.of(creation(tenant, provider, form, mayGiveRoles, by))).get(0);
  }

  /** The same, checked now and to be carried out later. */
  public ProviderStep creation(
      TenantContext tenant,
      String provider,
      ProviderForm form,
      Runnable mayGiveRoles,
      Initiator by) {
    if (list(tenant).stream().anyMatch(each -> each.provider().equals(provider))) {
      throw ProviderSteps.duplicate();
    }
    requireRoom(tenant, 1);
    var offer = offer(provider, form);
    form.requireType(offer.preset().provider());
    if (form.givesRoles()) {
      mayGiveRoles.run();
    }
    var wanted =
        form.change(ProviderForm.empty(offer), offer.preset(), roles.ids(tenant, form.roles()));
    if (wanted.decides()) {
      mayGiveRoles.run();
    }
    var settings = soundness.settled(form, wanted, form.secret());
    soundness.require(settings, form.secret(), Map.of());
    return steps.addition(tenant, provider, settings, form.secret(), by);
  }

  /**
   * Refuses more providers than a tenant may have.
   *
   * @param more how many are to be added
   * @throws Problem 422 {@code validation_error}
   */
  public void requireRoom(TenantContext tenant, int more) {
    if (list(tenant).size() + more > MAX_PROVIDERS) {
      throw Problem.invalid("provider", "There can be " + MAX_PROVIDERS + " providers at most.");
    }
  }

  /**
   * Changes what was sent. Where a subject is another person then, the links end.
   *
   * @param mayGiveRoles refuses whoever may not give roles; asked where it takes that
   * @throws Problem 404 {@code resource_not_found}, 409 {@code conflict}, 422 {@code
   *     validation_error}
   */
  public SocialProvider change(
      TenantContext tenant, String id, ProviderForm form, Runnable mayGiveRoles, Initiator by) {
    return steps.carryOut(List.of(alteration(tenant, id, form, mayGiveRoles, by))).get(0);
  }

  /** The same, checked now and to be carried out later. */
  public ProviderStep alteration(
      TenantContext tenant, String id, ProviderForm form, Runnable mayGiveRoles, Initiator by) {
    var was = get(tenant, id);
    var preset =
        connectors
            .offer(was.settings().preset())
            .orElseThrow(
                () -> Problem.moduleUnavailable("authn-federation-" + was.settings().connector()))
            .preset();
    form.requireType(preset.provider());
    if (form.givesRoles()) {
      mayGiveRoles.run();
    }
    var given = form.setsRoles() ? roles.ids(tenant, form.roles()) : was.settings().defaultRoles();
    var wanted = form.change(was.settings(), preset, given);
    boolean moves = !wanted.sameParty(was.settings());
    if (wanted.decides() || moves && links.anyOfProvider(tenant.id(), was.provider())) {
      mayGiveRoles.run();
    }
    boolean keeps = !form.setsSecret() && !moves;
    var secret = keeps ? store.secret(tenant.id(), was) : form.secret();
    var settings = soundness.settled(form, wanted, secret);
    soundness.require(settings, secret, was.settings().config());
    return steps.replacement(tenant, was, settings, secret, by);
  }

  /**
   * Lets people sign in by a provider, or no longer.
   *
   * @param mayGiveRoles refuses whoever may not give roles; asked where it takes that
   * @throws Problem 404 {@code resource_not_found}, 409 {@code conflict}, 422 {@code
   *     validation_error} if it lacks what it needs, as a secret
   */
  public SocialProvider enable(
      TenantContext tenant, String id, boolean whether, Runnable mayGiveRoles, Initiator by) {
    return steps.carryOut(List.of(enabling(tenant, id, whether, mayGiveRoles, by))).get(0);
  }

  /** The same, checked now and to be carried out later. */
  public ProviderStep enabling(
      TenantContext tenant, String id, boolean whether, Runnable mayGiveRoles, Initiator by) {
    var was = get(tenant, id);
    if (whether && was.settings().decides()) {
      mayGiveRoles.run();
    }
    var settings = was.settings().withEnabled(whether);
    var secret = store.secret(tenant.id(), was);
    if (whether) {
      soundness.require(settings, secret, settings.config());
    }
    return steps.replacement(tenant, was, settings, secret, by);
  }

  /**
   * Removes a provider, and who of it is whom here.
   *
   * @throws Problem 404 {@code resource_not_found}
   */
  public void delete(TenantContext tenant, String id, Initiator by) {
    steps.delete(tenant, get(tenant, id), by);
  }

  /**
   * Carries out several that were checked, all of them or none.
   *
   * @throws Problem 409 {@code duplicate_resource} or {@code conflict} if somebody was faster
   */
  public void carryOut(List<ProviderStep> checked) {
    steps.carryOut(checked);
  }

  /** A provider that has a name of its own goes by the pattern that is named. */
  private Connectors.Offer offer(String provider, ProviderForm form) {
    var own = connectors.offer(provider).filter(each -> !each.preset().custom());
    if (own.isPresent()) {
      return own.get();
    }
    return connectors.offers().stream()
        .filter(each -> each.preset().custom())
        .filter(each -> each.preset().provider().equals(form.type()))
        .findFirst()
        .orElseThrow(
            () -> Problem.invalid("provider", "No module that is installed knows the provider."));
  }
}
