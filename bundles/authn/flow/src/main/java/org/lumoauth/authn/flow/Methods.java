package org.lumoauth.authn.flow;

import java.util.Collection;
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
import org.lumoauth.api.authn.AuthenticationMethod.Attempt;
import org.lumoauth.api.authn.AuthenticationMethod.Way;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.Lease;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The installed authentication methods that a tenant has enabled, in its order. A tenant that names
 * none has the methods of the distribution; a method that is installed later is enabled by name.
 */
@Component(service = Methods.class)
public final class Methods {
  static final String PASSWORD = "password";

  /** The method that goes on where passwords are limited: it sends a link to the account's mail. */
  static final String MAGIC_LINK = "magic-link";

  /** What a method keeps of a tenant in its section; see {@link AuthenticationMethod#displaces}. */
  private static final String ENABLED = "enabled";

  private static final String ALONE = "only";

  /** The methods that are enabled where a tenant's setting names none. */
  private static final Set<String> SHIPPED = Set.of(PASSWORD, MAGIC_LINK, "federation");

  private final Providers<AuthenticationMethod> providers;
  private final SettingsStore settings;
  private final Set<String> shipped;

  @Activate
  public Methods(@Reference ProviderRegistry registry, @Reference SettingsStore settings) {
    this(registry, settings, SHIPPED);
  }

  Methods(ProviderRegistry registry, SettingsStore settings, Set<String> shipped) {
    this.shipped = Set.copyOf(shipped);
    this.providers = registry.follow(AuthenticationMethod.class);
    this.settings = settings;
  }

  @Deactivate
  void close() {
    providers.close();
  }

  /**
   * Methods to begin with. They are the same whoever it is: nobody learns from them whether an
   * account exists.
   */
  List<String> first(TenantContext tenant) {
    return those(tenant, method -> method.available(tenant, Optional.empty()));
  }

  /**
   * Whether people may sign in by a method as far as the tenant and the other methods have a say,
   * whether it is there just now or not.
   */
  boolean permitted(TenantContext tenant, String name) {
    var wanted = wanted(tenant);
    return enables(wanted, name) && !displaced(tenant).contains(name);
  }

  /** The method to name where there is none to begin with just now. */
  String expected(TenantContext tenant) {
    if (permitted(tenant, PASSWORD)) {
      return PASSWORD;
    }
    try (Held<AuthenticationMethod> held = providers.hold()) {
      var displacing = those(tenant, held, method -> !method.displaces(tenant).isEmpty());
      return Stream.concat(displacing.stream(), aloneThoughMissed(tenant, held).stream())
          .findFirst()
          .orElse(PASSWORD);
    }
  }

  /** Whether a link is one that a method, which people may sign in by, sent to somebody. */
  boolean knows(TenantContext tenant, String name, String link) {
    return first(tenant).contains(name) && with(name, method -> method.knows(tenant, link));
  }

  /** Whether the tenant has said in which order it wants them. */
  boolean ordered(TenantContext tenant) {
    return !wanted(tenant).isEmpty();
  }

  /** Ways to begin without saying first who it is, by the names of their methods. */
  Map<String, List<Way>> ways(TenantContext tenant) {
    var all = new LinkedHashMap<String, List<Way>>();
    for (String name : those(tenant, method -> !method.ways(tenant).isEmpty())) {
      all.put(name, with(name, method -> method.ways(tenant)));
    }
    return all;
  }

  /** Methods by which this user can prove more than is proven. */
  List<String> further(TenantContext tenant, SubjectRef subject, Set<String> proven) {
    int reached = Strength.level(proven);
    return those(
        tenant,
        method ->
            Strength.level(union(proven, method.amr())) > reached
                && method.available(tenant, Optional.of(subject)));
  }

  /** Methods by which a sign-in can go on from where it stands. */
  List<String> offered(TenantContext tenant, LoginState state) {
    return state.proven().isEmpty()
        ? first(tenant)
        : further(tenant, state.subject().orElseThrow(), state.proven());
  }

  /** The same without the one that is under way. */
  List<String> others(TenantContext tenant, LoginState state) {
    var shown = state.step().map(LoginState.MethodStep::method).orElse("");
    return offered(tenant, state).stream().filter(name -> !name.equals(shown)).toList();
  }

  /**
   * Whether a sign-in whose password is limited can go on by a mailed link. It depends on what the
   * tenant offers alone, so that the answer is the same for an account that does not exist.
   *
   * @param limited the method that had too many attempts
   */
  boolean offersLink(TenantContext tenant, LoginState state, String limited) {
    return state.proven().isEmpty()
        && !limited.equals(MAGIC_LINK)
        && first(tenant).contains(MAGIC_LINK);
  }

  /** Tells every method that a user has set a new password by a mailed link in this browser. */
  void recovered(TenantContext tenant, Attempt attempt) {
    try (Held<AuthenticationMethod> held = providers.hold()) {
      held.leases().forEach(lease -> lease.get().recovered(tenant, attempt));
    }
  }

  /** The highest level that all methods together reach. */
  int highest(TenantContext tenant) {
    var all = new HashSet<String>();
    those(tenant, method -> all.addAll(method.amr()));
    return Strength.level(all);
  }

  /**
   * Lets a method do something.
   *
   * @throws Problem 503 {@code module_unavailable} if it is not there just now
   */
  <T> T with(String name, Function<AuthenticationMethod, T> work) {
    try (Lease<AuthenticationMethod> lease =
        providers.acquire(name).orElseThrow(() -> Problem.moduleUnavailable("authn-" + name))) {
      return work.apply(lease.get());
    }
  }

  private List<String> those(
      TenantContext tenant, Function<AuthenticationMethod, Boolean> condition) {
    try (Held<AuthenticationMethod> held = providers.hold()) {
      return those(tenant, held, condition);
    }
  }

  private List<String> those(
      TenantContext tenant,
      Held<AuthenticationMethod> held,
      Function<AuthenticationMethod, Boolean> condition) {
    var displaced = displaced(tenant, held);
    var wanted = wanted(tenant);
    var names =
        held.leases().stream()
            .filter(lease -> enables(wanted, lease.name()))
            .filter(lease -> !displaced.contains(lease.name()))
            .filter(lease -> condition.apply(lease.get()))
            .map(Lease::name)
            .toList();
    return wanted.isEmpty() ? names : wanted.stream().filter(names::contains).toList();
  }

  private Set<String> displaced(TenantContext tenant) {
    try (Held<AuthenticationMethod> held = providers.hold()) {
      return displaced(tenant, held);
    }
  }

  private Set<String> displaced(TenantContext tenant, Held<AuthenticationMethod> held) {
    var wanted = wanted(tenant);
    var displaced =
        held.leases().stream()
            .filter(lease -> shipped.contains(lease.name()) || wanted.contains(lease.name()))
            .flatMap(lease -> lease.get().displaces(tenant).stream())
            .collect(Collectors.toSet());
    if (!aloneThoughMissed(tenant, held).isEmpty()) {
      displaced.add(PASSWORD);
    }
    return displaced;
  }

  /** Methods that are away just now, and by which alone the tenant lets people sign in. */
  private List<String> aloneThoughMissed(TenantContext tenant, Held<AuthenticationMethod> held) {
    return held.missed().keySet().stream()
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
    return settings.read(tenant, FlowSettings.SECTION).get(FlowSettings.METHODS)
            instanceof Collection<?> names
        ? names.stream().map(String.class::cast).toList()
        : List.of();
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    var all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }
}
