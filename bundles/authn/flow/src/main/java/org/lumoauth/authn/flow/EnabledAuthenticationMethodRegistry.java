/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.SignInAttempt;
import org.lumoauth.api.authn.AuthenticationMethod.SignInOption;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.flow.state.LoginState;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The installed authentication methods that a tenant has enabled, in its order. A tenant without a
 * list uses the methods of the distribution; a method that is installed later must be enabled by
 * name.
 */
@Component(service = EnabledAuthenticationMethodRegistry.class)
public final class EnabledAuthenticationMethodRegistry {
  public static final String PASSWORD = "password";

  /** The fallback if password attempts are limited: it sends a link to the account's address. */
  public static final String MAGIC_LINK = "magic-link";

  /**
   * The setting of a method in its own section; see {@link AuthenticationMethod#replacedMethods}.
   */
  private static final String ENABLED = "enabled";

  private static final String ALONE = "only";

  /** The methods that are enabled if the tenant's setting names none. */
  private static final Set<String> SHIPPED = Set.of(PASSWORD, MAGIC_LINK, "federation");

  private final ProviderTracker<AuthenticationMethod> providers;
  private final SettingsStore settings;
  private final Set<String> shipped;

  @Activate
  public EnabledAuthenticationMethodRegistry(
      @Reference ProviderRegistry registry, @Reference SettingsStore settings) {
    this(registry, settings, SHIPPED);
  }

  public EnabledAuthenticationMethodRegistry(
      ProviderRegistry registry, SettingsStore settings, Set<String> shipped) {
    this.shipped = Set.copyOf(shipped);
    this.providers = registry.track(AuthenticationMethod.class);
    this.settings = settings;
  }

  @Deactivate
  void close() {
    providers.close();
  }

  /**
   * Returns the methods with which a sign-in can begin. They are the same for all users, so that
   * they do not reveal whether an account exists.
   */
  public List<String> findInitial(TenantContext tenant) {
    return those(tenant, method -> method.isAvailable(tenant, Optional.empty()));
  }

  /**
   * Returns whether the tenant and the other methods allow sign-in by a method, even if it is
   * temporarily unavailable.
   */
  public boolean isPermitted(TenantContext tenant, String name) {
    var wanted = wanted(tenant);
    return enables(wanted, name) && !displaced(tenant).contains(name);
  }

  /** Returns the method to name if no initial method is available. */
  String defaultMethod(TenantContext tenant) {
    if (isPermitted(tenant, PASSWORD)) {
      return PASSWORD;
    }
    try (LeasedProviders<AuthenticationMethod> held = providers.leaseAll()) {
      var displacing = those(tenant, held, method -> !method.replacedMethods(tenant).isEmpty());
      return Stream.concat(displacing.stream(), aloneThoughMissed(tenant, held).stream())
          .findFirst()
          .orElse(PASSWORD);
    }
  }

  /** Returns whether an allowed method sent this link. */
  boolean isOwnLink(TenantContext tenant, String name, String link) {
    return findInitial(tenant).contains(name)
        && with(name, method -> method.isValidLink(tenant, link));
  }

  /** Returns whether the tenant has set the order of methods. */
  boolean isOrdered(TenantContext tenant) {
    return !wanted(tenant).isEmpty();
  }

  /** Returns the options to begin without identification, by method name. */
  public Map<String, List<SignInOption>> ways(TenantContext tenant) {
    var all = new LinkedHashMap<String, List<SignInOption>>();
    for (String name : those(tenant, method -> !method.signInOptions(tenant).isEmpty())) {
      all.put(name, with(name, method -> method.signInOptions(tenant)));
    }
    return all;
  }

  /** Returns the methods with which this user can prove additional factors. */
  List<String> findFurther(TenantContext tenant, SubjectRef subject, Set<String> proven) {
    int reached = AuthenticationStrengthCalculator.level(proven);
    return those(
        tenant,
        method ->
            AuthenticationStrengthCalculator.level(union(proven, method.amr())) > reached
                && method.isAvailable(tenant, Optional.of(subject)));
  }

  /** Returns the methods with which a sign-in can continue. */
  List<String> findOffered(TenantContext tenant, LoginState state) {
    return state.proven().isEmpty()
        ? findInitial(tenant)
        : findFurther(tenant, state.subject().orElseThrow(), state.proven());
  }

  /** Returns the offered methods except the current method. */
  List<String> findAlternatives(TenantContext tenant, LoginState state) {
    var shown = state.step().map(LoginState.LoginMethodStep::method).orElse("");
    return findOffered(tenant, state).stream().filter(name -> !name.equals(shown)).toList();
  }

  /**
   * Returns whether a sign-in with limited password attempts can continue with a mailed link.
   * Depends only on the tenant's settings, so that the response is the same for an unknown account.
   *
   * @param limited the method with too many attempts
   */
  public boolean isLinkOffered(TenantContext tenant, LoginState state, String limited) {
    return state.proven().isEmpty()
        && !limited.equals(MAGIC_LINK)
        && findInitial(tenant).contains(MAGIC_LINK);
  }

  /** Notifies every method that a user set a new password by a mailed link in this browser. */
  void notifyRecovered(TenantContext tenant, SignInAttempt attempt) {
    try (LeasedProviders<AuthenticationMethod> held = providers.leaseAll()) {
      held.leases().forEach(lease -> lease.get().forgetFailedAttempts(tenant, attempt));
    }
  }

  /** Returns the highest level that all methods together reach. */
  int highestLevel(TenantContext tenant) {
    var all = new HashSet<String>();
    those(tenant, method -> all.addAll(method.amr()));
    return AuthenticationStrengthCalculator.level(all);
  }

  /**
   * Calls a method.
   *
   * @throws ApiException 503 {@code module_unavailable} if the method is unavailable
   */
  <T> T with(String name, Function<AuthenticationMethod, T> work) {
    try (ServiceLease<AuthenticationMethod> lease =
        providers.lease(name).orElseThrow(() -> ApiException.moduleUnavailable("authn-" + name))) {
      return work.apply(lease.get());
    }
  }

  private List<String> those(
      TenantContext tenant, Function<AuthenticationMethod, Boolean> condition) {
    try (LeasedProviders<AuthenticationMethod> held = providers.leaseAll()) {
      return those(tenant, held, condition);
    }
  }

  private List<String> those(
      TenantContext tenant,
      LeasedProviders<AuthenticationMethod> held,
      Function<AuthenticationMethod, Boolean> condition) {
    var displaced = displaced(tenant, held);
    var wanted = wanted(tenant);
    var names =
        held.leases().stream()
            .filter(lease -> enables(wanted, lease.name()))
            .filter(lease -> !displaced.contains(lease.name()))
            .filter(lease -> condition.apply(lease.get()))
            .map(ServiceLease::name)
            .toList();
    return wanted.isEmpty() ? names : wanted.stream().filter(names::contains).toList();
  }

  private Set<String> displaced(TenantContext tenant) {
    try (LeasedProviders<AuthenticationMethod> held = providers.leaseAll()) {
      return displaced(tenant, held);
    }
  }

  private Set<String> displaced(TenantContext tenant, LeasedProviders<AuthenticationMethod> held) {
    var wanted = wanted(tenant);
    var displaced =
        held.leases().stream()
            .filter(lease -> shipped.contains(lease.name()) || wanted.contains(lease.name()))
            .flatMap(lease -> lease.get().replacedMethods(tenant).stream())
            .collect(Collectors.toSet());
    if (!aloneThoughMissed(tenant, held).isEmpty()) {
      displaced.add(PASSWORD);
    }
    return displaced;
  }

  /** Returns the unavailable methods that the tenant requires exclusively. */
  private List<String> aloneThoughMissed(
      TenantContext tenant, LeasedProviders<AuthenticationMethod> held) {
    return held.unavailable().keySet().stream()
        .filter(name -> on(tenant, name, ENABLED) && on(tenant, name, ALONE))
        .toList();
  }

  private boolean enables(List<String> wanted, String name) {
    return wanted.isEmpty() ? shipped.contains(name) : wanted.contains(name);
  }

  private boolean on(TenantContext tenant, String section, String setting) {
    return Boolean.TRUE.equals(settings.read(tenant, section).get(setting));
  }

  private List<String> wanted(TenantContext tenant) {
    return LoginFlowSettings.METHODS.read(settings, tenant);
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    var all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }
}
